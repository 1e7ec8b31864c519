"""The web service around the lab: deployment, protection and delivery. Independent of convolutions."""

// A layer for tests, as the settings describe it.
module.exports = {
  size: 32,
  channels: 3,
  filters: 64,
  kernel: 3,
  stride: 1,
  padding: "valid",
  dilation: 1,
  multiplier: 1,
  bias: false,
  unit: "macs",
};

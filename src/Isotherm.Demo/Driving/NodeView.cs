namespace Isotherm.Demo.Driving;

/// <summary>A node of a cluster.</summary>
internal readonly record struct NodeView(long Id, int Gpus);

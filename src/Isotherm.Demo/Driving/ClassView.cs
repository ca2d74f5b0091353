namespace Isotherm.Demo.Driving;

/// <summary>A GPU class as the contract has it.</summary>
/// <param name="Base">USD × 10^8.</param>
internal sealed record ClassView(int Id, ulong Base, int DemandBps);

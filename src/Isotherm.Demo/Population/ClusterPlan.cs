namespace Isotherm.Demo.Population;

/// <summary>A cluster about to be registered.</summary>
/// <param name="Operator">The operator's number, from 0.</param>
/// <param name="ClassId">Its GPU class, from 1.</param>
/// <param name="Region">For example <c>eu-west</c>.</param>
/// <param name="Prefix">Its name without the number, for example <c>eu-h100</c>.</param>
/// <param name="Gpus">GPUs of each node.</param>
/// <param name="OpeningBps">The displayed ratio to start with, basis points; null for what its nature settles at.</param>
internal sealed record ClusterPlan(int Operator, int ClassId, string Region, string Prefix, IReadOnlyList<int> Gpus, int? OpeningBps);

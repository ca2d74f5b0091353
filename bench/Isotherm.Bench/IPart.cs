using Isotherm.Bench.Reporting;

namespace Isotherm.Bench;

/// <summary>One thing that is measured.</summary>
internal interface IPart
{
    /// <summary>The name that <c>bench/run</c> takes.</summary>
    string Name { get; }

    /// <summary>Measures.</summary>
    Task<Section> RunAsync(CancellationToken ct);
}

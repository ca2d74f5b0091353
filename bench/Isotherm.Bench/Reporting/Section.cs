namespace Isotherm.Bench.Reporting;

/// <summary>What one part measured: a section of docs/benchmarks.md, kept as bench/results/NAME.json.</summary>
/// <param name="Name">The part's name.</param>
/// <param name="Title">Heading.</param>
/// <param name="Method">How it was measured, in a few sentences.</param>
/// <param name="Tables">The figures.</param>
/// <param name="Budgets">Promises of the design that these figures speak to.</param>
/// <param name="Notes">What the figures mean, and why a budget is missed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Run">Where and when.</param>
internal sealed record Section(
    string Name,
    string Title,
    string Method,
    IReadOnlyList<Table> Tables,
    IReadOnlyList<Budget> Budgets,
    IReadOnlyList<string> Notes,
    double Seconds = 0,
    RunFacts? Run = null);

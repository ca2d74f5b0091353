namespace Isotherm.Bench.Reporting;

/// <summary>Figures under headings; the first column is text, the others align right.</summary>
internal sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

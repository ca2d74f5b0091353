using System.Globalization;
using System.Text;
using Isotherm.Testing;

namespace Isotherm.Bench.Reporting;

/// <summary>docs/benchmarks.md, written whole from the kept results.</summary>
internal static class Document
{
    /// <summary>Writes the document.</summary>
    public static void Write(IReadOnlyList<Section> sections) =>
        File.WriteAllText(RepositoryRoot.Combine("docs", "benchmarks.md"), Text(sections));

    private static string Text(IReadOnlyList<Section> sections)
    {
        var text = new StringBuilder();
        text.Append("# Benchmarks\n\nWritten by `bench/run`, which measures all parts in turn; `bench/run NAME…` measures some and keeps the rest. ");
        text.Append("A figure is a median with its 10th and 90th percentile, unless it says otherwise; limits and ratios are measured in the same run as what they are compared with.\n\n");
        Table(text, ["machine", ""], Machines(sections));
        text.Append("\n## Budgets\n\nFrom the design's \"numbers to design for\".\n\n");
        Table(text, ["what", "budget", "measured", "met", "part"], [.. sections.SelectMany(s => s.Budgets.Select(b => (string[])[b.What, b.Promised, b.Measured, b.IsMet ? "yes" : "**no**", s.Name]))]);
        foreach (var section in sections)
            Append(text, section);
        return text.ToString();
    }

    private static string[][] Machines(IReadOnlyList<Section> sections)
    {
        var facts = sections.Select(s => s.Run!).ToArray();
        return
        [
            ["processor", Each(facts, f => $"{f.Processor}, {f.Cores} cores")],
            ["memory", Each(facts, f => f.Memory)],
            ["system", Each(facts, f => f.System)],
            [".NET", Each(facts, f => f.DotNet)],
            ["Node.js", Each(facts, f => f.Node)],
        ];
    }

    private static string Each(RunFacts[] facts, Func<RunFacts, string> of) => string.Join("; ", facts.Select(of).Distinct(StringComparer.Ordinal));

    private static void Append(StringBuilder text, Section section)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n`bench/run {section.Name}`, commit {section.Run!.Commit}, {section.Run.Date}, {section.Seconds:0} s. {section.Method}\n");
        foreach (var table in section.Tables)
        {
            text.Append('\n');
            Table(text, table.Columns, table.Rows);
        }

        if (section.Notes.Count > 0)
            text.Append('\n');
        foreach (var note in section.Notes)
            text.Append(CultureInfo.InvariantCulture, $"- {note}\n");
    }

    private static void Table(StringBuilder text, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", columns)} |\n|---{string.Concat(Enumerable.Repeat("|---", columns.Count - 1))}|\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
    }
}

using System.Globalization;
using Isotherm.Chains.Checking;

namespace Isotherm.Cli.Checking;

/// <summary>What was found, as lines that a person and an editor read: <c>file:line: pointer: what was found; what was expected</c>.</summary>
internal static class CheckText
{
    /// <summary>Writes problems and verdicts as results, and what could not be judged beside them.</summary>
    public static void Write(IReadOnlyList<CheckedFile> files, Terminal terminal)
    {
        foreach (var file in files)
        {
            foreach (var finding in file.Findings)
            {
                terminal.Line(Line(file, finding), finding.IsWarning ? "yellow" : "red");
            }

            if (file.Unusable is { } reason)
            {
                terminal.Say($"{file.File}: {reason}");
            }
            else if (file is { IsGood: true, Manifest: { } manifest })
            {
                var agrees = file.Node is { Head: { } head } node ? string.Create(CultureInfo.InvariantCulture, $", agrees with {node.Node} at block {head}") : "";
                terminal.Line($"{file.File}: ok: '{manifest.Id}', {Count(manifest.Contracts.Count, "contract")}, {Count(manifest.Events.Count, "event")}{agrees}", "green");
            }
        }

        if (files.Count > 1)
        {
            var problems = files.Sum(f => f.Findings.Count(p => !p.IsWarning));
            terminal.Line($"{Count(files.Count, "file")}: {files.Count(f => f.IsGood)} ok, {Count(problems, "problem")}, {files.Count(f => f.Unusable is not null)} not judged");
        }
    }

    private static string Line(CheckedFile file, ManifestFinding finding) => finding.IsWarning
        ? (finding.Problem with { Message = "warning: " + finding.Problem.Message }).In(file.File)
        : finding.Problem.In(file.File);

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}

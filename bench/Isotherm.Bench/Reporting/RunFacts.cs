using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Isotherm.Bench.Reporting;

/// <summary>The machine and the sources of a run; no host names, no paths.</summary>
internal sealed record RunFacts(string Processor, int Cores, string Memory, string System, string DotNet, string Node, string Commit, string Date)
{
    /// <summary>This machine, the commit that is checked out, today.</summary>
    public static RunFacts Now() => new(
        Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB"),
        (Field("/etc/os-release", "PRETTY_NAME") ?? RuntimeInformation.OSDescription).Trim('"'),
        Environment.Version.ToString(),
        Answer("node", "--version"),
        Answer("git", "rev-parse", "--short", "HEAD") + (Answer("git", "status", "--porcelain", "--", "src", "web/src", "bench", ":!bench/results").Length > 0 ? " with changes" : ""),
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));

    private static string? Field(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => line[(line.IndexOfAny([':', '=']) + 1)..].Trim()).FirstOrDefault()
        : null;

    private static string Answer(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = Testing.RepositoryRoot.Path })
            ?? throw new InvalidOperationException($"'{program}' did not start.");
        var answer = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return answer;
    }
}

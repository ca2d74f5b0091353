using Isotherm.Chains.Checking;
using Isotherm.Chains.Manifests;

namespace Isotherm.Cli.Checking;

/// <summary>What was found of one file.</summary>
internal sealed record CheckedFile
{
    /// <summary>The file as the command line names it.</summary>
    public required string File { get; init; }

    /// <summary>Where its values stand.</summary>
    public required ManifestSource Source { get; init; }

    /// <summary>The manifest, where the file is one.</summary>
    public Manifest? Manifest { get; init; }

    /// <summary>Problems and warnings, in the order of lines.</summary>
    public IReadOnlyList<ManifestFinding> Findings { get; init; } = [];

    /// <summary>Why the file or the node gave nothing to judge, in one sentence; null when both did.</summary>
    public string? Unusable { get; init; }

    /// <summary>The node that was asked; null when none was.</summary>
    public NodeCheckResult.Answered? Node { get; init; }

    /// <summary>Nothing is wrong with it; warnings are not wrong.</summary>
    public bool IsGood => Unusable is null && Findings.All(f => f.IsWarning);

    /// <summary>Reads a file.</summary>
    public static CheckedFile Read(string file) => ManifestReader.Read(file) switch
    {
        ManifestResult.Invalid { IsUnread: true } unread => new CheckedFile { File = file, Source = unread.Source, Unusable = unread.Problems[0].Message },
        ManifestResult.Invalid invalid => new CheckedFile { File = file, Source = invalid.Source, Findings = [.. invalid.Problems.Select(p => new ManifestFinding(p, false))] },
        ManifestResult.Valid valid => new CheckedFile { File = file, Source = valid.Source, Manifest = valid.Manifest },
        _ => throw new InvalidOperationException("A manifest is valid or invalid."),
    };

    /// <summary>The same file with more to say of it.</summary>
    public CheckedFile With(IEnumerable<ManifestFinding> more) => this with { Findings = [.. Findings.Concat(more).OrderBy(f => f.Problem.Line)] };
}

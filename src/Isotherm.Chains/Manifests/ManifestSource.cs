using System.Security.Cryptography;

namespace Isotherm.Chains.Manifests;

/// <summary>Where a manifest's values stand in its file, so that a problem found later, by a node for example, still has a line.</summary>
public sealed class ManifestSource
{
    private readonly Dictionary<string, SourceNode> _nodes = [];

    private ManifestSource(string file, string fingerprint) => (File, Fingerprint) = (file, fingerprint);

    /// <summary>A manifest that came from nowhere: every line is 1.</summary>
    public static ManifestSource None { get; } = new("", "");

    /// <summary>The file's name without its folder; empty for a text.</summary>
    public string File { get; }

    /// <summary>SHA-256 of the file's bytes, lower-case hex: names the manifest's content.</summary>
    public string Fingerprint { get; }

    /// <summary>The <c>id</c>, also of a manifest with problems; null where it has none.</summary>
    public string? Id => _nodes.GetValueOrDefault("/id")?.Text is { Length: > 0 } id ? id : null;

    internal static ManifestSource Of(string file, ReadOnlySpan<byte> utf8, SourceNode root)
    {
        var source = new ManifestSource(file, Convert.ToHexStringLower(SHA256.HashData(utf8)));
        source.Add(root);
        return source;
    }

    /// <summary>The line of a value, or of the nearest one that encloses it; counted from 1.</summary>
    /// <param name="path">A JSON pointer (RFC 6901).</param>
    public int LineOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        for (var at = path; ; at = at[..at.LastIndexOf('/')])
        {
            if (_nodes.TryGetValue(at, out var node))
            {
                return node.Line;
            }

            if (at.Length == 0)
            {
                return 1;
            }
        }
    }

    /// <summary>A problem with a value of this manifest.</summary>
    public ManifestProblem Problem(string path, string message) => new(path, LineOf(path), message);

    /// <summary>This manifest has the id that another one has already.</summary>
    /// <param name="file">The other one's file, as it is to be named.</param>
    /// <param name="first">Where the other one's values stand.</param>
    public ManifestProblem RepeatedId(string file, ManifestSource first)
    {
        ArgumentNullException.ThrowIfNull(first);
        return Problem("/id", $"'{Id}' is already the id of {file}:{first.LineOf("/id")}; expected one manifest per id");
    }

    /// <summary>File, line and pointer, for the end of a sentence; empty where there is no file.</summary>
    public string Place(string path) => File.Length == 0 ? "" : $" ({File}:{LineOf(path)}, {path})";

    private void Add(SourceNode node)
    {
        _nodes[node.Pointer] = node;
        foreach (var child in node.Members.Values.Concat(node.Items))
        {
            Add(child);
        }
    }
}

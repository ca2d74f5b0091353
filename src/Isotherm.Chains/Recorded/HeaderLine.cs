using System.Security.Cryptography;
using Isotherm.Chains.Manifests;

namespace Isotherm.Chains.Recorded;

/// <summary>Reads a recording's first line.</summary>
internal static class HeaderLine
{
    /// <summary>The newest form that this program reads.</summary>
    public const int SchemaVersion = 1;

    private const string Moment = "a time in UTC such as 2025-07-01T00:00:00Z";

    /// <summary>The header; problems are added where it is wrong.</summary>
    /// <param name="line">The line's bytes.</param>
    /// <param name="network">The network's id in the manifest.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static FeedHeader Read(ReadOnlyMemory<byte> line, string network, List<ManifestProblem> problems)
    {
        var hash = "0x" + Convert.ToHexStringLower(SHA256.HashData(line.Span));
        if (SourceParser.Parse(line.Span, problems) is not { } node)
        {
            return new FeedHeader(hash, 0, 0);
        }

        if (!node.Members.ContainsKey("schemaVersion"))
        {
            problems.Add(new ManifestProblem("", 1, "expected the recording's header, an object with 'schemaVersion' and 'network'"));
            return new FeedHeader(hash, 0, 0);
        }

        var fields = new FieldReader(node, problems);
        fields.Whole("schemaVersion", 1, SchemaVersion);
        var named = fields.Text("network", $"the manifest's id, '{network}'", id => id == network);
        fields.Whole("seed", 0, ulong.MaxValue, absent: 0);
        fields.Text("madeBy", "what made the recording", required: false);
        var from = ManifestText.Moment(fields.Text("from", Moment, t => ManifestText.Moment(t) is not null)) ?? 0;
        var to = ManifestText.Moment(fields.Text("to", Moment, t => ManifestText.Moment(t) is not null)) ?? 0;
        if (fields.Any("sources", required: false) is not null)
        {
            foreach (var source in fields.List("sources", 0, 100).Where(s => s.Kind != System.Text.Json.JsonValueKind.String))
            {
                problems.Add(new ManifestProblem(source.Pointer, 1, $"expected a text, found {source.Found}"));
            }
        }

        fields.Done();
        if (to < from && named.Length > 0)
        {
            fields.Wrong("to", "expected a time not before 'from'");
        }

        return new FeedHeader(hash, from, to);
    }
}

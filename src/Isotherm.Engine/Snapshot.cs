using System.Security.Cryptography;
using Isotherm.Domain;

namespace Isotherm.Engine;

/// <summary>The saved form of a whole state: magic, version, network, market, rows with their nodes, and a SHA-256 of all that.</summary>
internal static class Snapshot
{
    private const string What = "saved state";
    private const int ChecksumLength = SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "ISOTHERM"u8;

    public static byte[] Write(NetworkRules rules, Market? market, IReadOnlyList<ClusterRow> rows)
    {
        byte version = StateVersion.Of(market);
        using StateWriter writer = new(version);
        writer.Raw(Magic);
        writer.Byte(version);
        writer.Text(rules.NetworkId);
        writer.Bool(market is not null);
        if (market is not null)
            MarketFormat.Write(writer, market, null);
        writer.Number(rows.Count);
        foreach (ClusterRow row in rows)
            Write(writer, row);
        byte[] body = writer.ToArray();
        return [.. body, .. SHA256.HashData(body)];
    }

    /// <summary>Market and rows; accrued rewards and queue states are to be derived from the market.</summary>
    /// <exception cref="InvalidDataException">Not a saved state, of another version or network, or damaged.</exception>
    public static (Market? Market, ClusterRow[] Rows) Read(NetworkRules rules, ReadOnlyMemory<byte> saved)
    {
        if (saved.Length < Magic.Length + 1 + ChecksumLength || !saved.Span.StartsWith(Magic))
            throw new InvalidDataException($"These {saved.Length} bytes are not a {What}.");
        byte version = StateVersion.Check(saved.Span[Magic.Length], What);
        ReadOnlyMemory<byte> body = saved[..^ChecksumLength];
        if (!SHA256.HashData(body.Span).AsSpan().SequenceEqual(saved.Span[^ChecksumLength..]))
            throw new InvalidDataException($"The {What} is damaged: its checksum does not match.");
        return StateReader.ReadAll(body[(Magic.Length + 1)..], What, reader => Read(reader, version, rules));
    }

    private static (Market? Market, ClusterRow[] Rows) Read(StateReader reader, byte version, NetworkRules rules)
    {
        reader.Version = version;
        string network = reader.Text();
        if (network != rules.NetworkId)
            throw new InvalidDataException($"The {What} is of network '{network}'; expected '{rules.NetworkId}'.");
        Market? market = reader.Bool() ? MarketFormat.Read(reader, rules, null) : null;
        ClusterRow[] rows = new ClusterRow[reader.Count()];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = ReadRow(reader);
        return (market, rows);
    }

    private static void Write(StateWriter writer, ClusterRow row)
    {
        ClusterTerms terms = row.Terms;
        writer.Integer(terms.Id.Value);
        writer.Text(terms.Name);
        writer.Text(terms.Region);
        writer.Text(terms.Operator);
        writer.Integer(terms.Class.Value);
        writer.Bool(terms.IsQueued);
        writer.Bool(terms.IsLiquidated);
        writer.Bool(terms.IsDisputed);
        writer.Integer(terms.FlaggedAt);
        writer.Integer(terms.Deadline);
        writer.Known(terms.LastKnown);
        writer.Known(row.Remembered);
        writer.Number(row.Nodes.Count);
        foreach (NodeTerms node in row.Nodes)
            writer.Node(node);
    }

    private static ClusterRow ReadRow(StateReader reader)
    {
        ClusterTerms terms = new()
        {
            Id = new(reader.Integer()),
            Name = reader.Text(),
            Region = reader.Text(),
            Operator = reader.Text(),
            Class = new(reader.Integer()),
            IsQueued = reader.Bool(),
            IsLiquidated = reader.Bool(),
            IsDisputed = reader.Version > StateVersion.Undisputed && reader.Bool(),
            FlaggedAt = reader.Integer(),
            Deadline = reader.Integer(),
            LastKnown = reader.Known(),
        };
        LastKnown? remembered = reader.Known();
        NodeTerms[] nodes = new NodeTerms[reader.Count()];
        for (int i = 0; i < nodes.Length; i++)
            nodes[i] = reader.Node();
        return new(RowDelta.Summed(terms, nodes), QueueState.None, nodes) { Remembered = remembered };
    }
}

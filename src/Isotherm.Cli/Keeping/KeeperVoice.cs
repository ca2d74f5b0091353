using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Isotherm.Cli.Keeping;

/// <summary>Tells what a keeper does: plain lines, or a JSON object a line. What does not change is told once.</summary>
internal sealed class KeeperVoice(Terminal terminal, bool asJson, string symbol, int decimals)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _telling = new();
    private readonly Dictionary<Deed, string> _told = [];
    private string? _problem;

    /// <summary>Tells it.</summary>
    public void Tell(KeeperEvent told)
    {
        lock (_telling)
        {
            if (asJson)
            {
                terminal.Output.WriteLine(Json(told));
            }
            else
            {
                terminal.Line(Line(told), Style(told.Word));
            }

            terminal.Output.Flush();
        }
    }

    /// <summary>Tells it unless it was the last thing told of this deed.</summary>
    public void TellOnce(KeeperEvent told)
    {
        var key = $"{told.Word} {told.Words}";
        if (told.Deed is { } deed && _told.GetValueOrDefault(deed) != key)
        {
            _told[deed] = key;
            Tell(told);
        }
    }

    /// <summary>A deed about which there is nothing to tell any more.</summary>
    public void Forget(Deed deed) => _told.Remove(deed);

    /// <summary>A problem with the node or the network, or null where there is none; each is told once, and its end.</summary>
    public void Problem(ulong? block, string? problem)
    {
        if (problem != _problem)
        {
            _problem = problem;
            Tell(new KeeperEvent(block, null, "problem", problem ?? "over; going on"));
        }
    }

    private string Line(KeeperEvent told)
    {
        var line = new StringBuilder();
        if (told.Block is { } block)
        {
            line.Append(CultureInfo.InvariantCulture, $"block {block}: ");
        }

        if (told.Deed is { } deed)
        {
            line.Append(CultureInfo.InvariantCulture, $"{deed}{(told.Name is { Length: > 0 } name ? $" ({name})" : "")}: ");
        }

        line.Append(CultureInfo.InvariantCulture, $"{told.Word.Replace('-', ' ')}: {told.Words}");
        if (told.Bounty is { } bounty && told.Seized is { } seized)
        {
            line.Append(CultureInfo.InvariantCulture, $"; seized {Amount(seized, decimals)} {symbol}, bounty {Amount(bounty, decimals)} {symbol}");
        }

        return line.Append(told.Transaction is { } hash ? $"; {hash}" : "").ToString();
    }

    private static string Style(string word) => word switch
    {
        "done" => "green",
        "sent" or "would-send" => "blue",
        "problem" or "reverted" or "refused" or "lost" => "red",
        "held" or "orphaned" => "yellow",
        _ => "default",
    };

    private static string Json(KeeperEvent told)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("event", told.Word);
            Write(json, "block", told.Block);
            Write(json, "time", told.Time);
            Text(json, "act", told.Deed?.Word);
            Text(json, "cluster", told.Deed?.Cluster?.ToString());
            Text(json, "name", told.Name);
            json.WriteString("words", told.Words);
            Text(json, "transaction", told.Transaction);
            Write(json, "nonce", told.Nonce);
            Text(json, "gas", told.Gas?.ToString(CultureInfo.InvariantCulture));
            Text(json, "maxFeePerGas", told.MaxFee?.ToString(CultureInfo.InvariantCulture));
            Text(json, "cost", told.Cost?.ToString(CultureInfo.InvariantCulture));
            Text(json, "seized", told.Seized?.ToString(CultureInfo.InvariantCulture));
            Text(json, "bounty", told.Bounty?.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>Base units as a decimal, cut after four places.</summary>
    public static string Amount(BigInteger value, int decimals)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var fraction = digits[^decimals..].PadRight(4, '0')[..4].TrimEnd('0');
        return digits[..^decimals] + (fraction.Length > 0 ? "." + fraction : "");
    }
}

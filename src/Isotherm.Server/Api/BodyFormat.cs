using Microsoft.Net.Http.Headers;

namespace Isotherm.Server.Api;

/// <summary>Chooses a heatmap's format by <c>format=</c>, else by <c>Accept</c> (RFC 9110, 12.5.1).</summary>
internal static class BodyFormat
{
    /// <summary>JSON.</summary>
    public const string Json = "application/json";

    /// <summary>CSV.</summary>
    public const string Csv = "text/csv";

    /// <summary>Columns (docs/protocol.md).</summary>
    public const string Columns = "application/vnd.isotherm.columns";

    /// <summary>What <c>format=</c> may be, for people.</summary>
    public const string Expected = "json, csv or columns";

    // The first is taken where all are wanted alike.
    private static readonly MediaTypeHeaderValue[] Formats = [new(Json), new(Csv), new(Columns)];

    /// <summary>The format of a name; null for another name.</summary>
    public static string? Named(string name) => name switch
    {
        "json" => Json,
        "csv" => Csv,
        "columns" => Columns,
        _ => null,
    };

    /// <summary>The format that is named, else the one wanted most, JSON where all are alike; null when none is acceptable.</summary>
    public static string? Choose(HttpRequest request)
    {
        if (request.Query["format"] is [{ } name])
            return Named(name);
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || accept.All(string.IsNullOrWhiteSpace))
            return Json;
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges))
            return null;
        var best = Formats.MaxBy(type => Quality(ranges, type))!;
        return Quality(ranges, best) > 0 ? best.MediaType.Value : null;
    }

    // The most specific range that covers the type decides.
    private static double Quality(IList<MediaTypeHeaderValue> ranges, MediaTypeHeaderValue type) => ranges
        .Where(range => type.IsSubsetOf(WithoutParameters(range)))
        .OrderBy(static range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
        .Select(static range => range.Quality ?? 1)
        .FirstOrDefault(0);

    private static MediaTypeHeaderValue WithoutParameters(MediaTypeHeaderValue range) => new(range.MediaType);
}

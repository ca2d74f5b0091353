using Microsoft.Net.Http.Headers;

namespace Isotherm.Server.Api;

/// <summary>Chooses a heatmap's format by <c>Accept</c> (RFC 9110, 12.5.1).</summary>
internal static class BodyFormat
{
    /// <summary>JSON.</summary>
    public const string Json = "application/json";

    /// <summary>CSV.</summary>
    public const string Csv = "text/csv";

    private static readonly MediaTypeHeaderValue JsonType = new(Json);
    private static readonly MediaTypeHeaderValue CsvType = new(Csv);

    /// <summary>The format wanted most, JSON where all are alike; null when none is acceptable.</summary>
    public static string? Choose(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || accept.All(string.IsNullOrWhiteSpace))
            return Json;
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges))
            return null;
        var (json, csv) = (Quality(ranges, JsonType), Quality(ranges, CsvType));
        if (json <= 0 && csv <= 0)
            return null;
        return json >= csv ? Json : Csv;
    }

    // The most specific range that covers the type decides.
    private static double Quality(IList<MediaTypeHeaderValue> ranges, MediaTypeHeaderValue type) => ranges
        .Where(range => type.IsSubsetOf(WithoutParameters(range)))
        .OrderBy(static range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
        .Select(static range => range.Quality ?? 1)
        .FirstOrDefault(0);

    private static MediaTypeHeaderValue WithoutParameters(MediaTypeHeaderValue range) => new(range.MediaType);
}

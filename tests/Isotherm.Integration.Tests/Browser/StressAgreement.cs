using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Isotherm.Integration.Tests.Browser;

/// <summary>What the stress panel says, against what the server makes of the same stress at the same block.</summary>
internal static class StressAgreement
{
    private const string Read = """
        (id) => {
          const digits = (e) => Number(e.textContent.replace(/\D/g, ''));
          const panel = document.querySelector('section.stress');
          const [zones] = panel.querySelectorAll('table');
          return JSON.stringify({
            block: isotherm.tile(id).block,
            before: [...zones.tBodies[0].rows].map((row) => digits(row.cells[1])),
            after: [...zones.tBodies[0].rows].map((row) => digits(row.cells[2])),
            fell: [...panel.querySelectorAll('.sum b')].map((b) => (b.textContent === 'Nothing more' ? '0' : b.textContent.replace(/[^\d.]/g, ''))),
          });
        }
        """;

    private static readonly string[] ZoneNames = ["green", "yellow", "red", "unknown", "exempt", "liquidated"];

    /// <summary>Fails where a count or an amount differs, and when no cluster changes its zone; gives how many fall.</summary>
    /// <param name="page">With the panel open.</param>
    /// <param name="api">Of the same network.</param>
    /// <param name="id">Of any cluster in sight.</param>
    /// <param name="stress">The body of the server's question.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<int> HoldsAsync(MapPage page, HeatmapApi api, string id, string stress, CancellationToken cancellation)
    {
        var shown = JsonDocument.Parse(await page.Page.EvaluateAsync<string>(Read, id)).RootElement;
        var truth = await api.StressAsync(shown.GetProperty("block").GetInt64(), stress, cancellation);
        var (before, after) = (Counts(truth, "before"), Counts(truth, "after"));
        Assert.NotEqual(before, after);
        Assert.Equal(before, Numbers(shown, "before"));
        Assert.Equal(after, Numbers(shown, "after"));
        var fell = truth.GetProperty("fell");
        var clusters = fell.GetProperty("clusters").GetInt32();
        BigInteger[] expected = clusters == 0 ? [0] : [clusters, Tokens(fell.GetProperty("seized"), 2)];
        Assert.Equal(expected, shown.GetProperty("fell").EnumerateArray().Select(static b => Digits(b.GetString()!)));
        return clusters;
    }

    /// <summary>Base units as the page cuts them, without the point.</summary>
    public static BigInteger Tokens(JsonElement amount, int decimals) =>
        BigInteger.Parse(amount.GetString()!, CultureInfo.InvariantCulture) / BigInteger.Pow(10, 18 - decimals);

    /// <summary>The number that a text has, whatever stands between its digits.</summary>
    public static BigInteger Digits(string text) =>
        BigInteger.Parse(string.Concat(text.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    private static int[] Counts(JsonElement truth, string side) => [.. ZoneNames.Select(zone => truth.GetProperty(side).GetProperty(zone).GetInt32())];

    private static int[] Numbers(JsonElement shown, string side) => [.. shown.GetProperty(side).EnumerateArray().Select(n => n.GetInt32())];
}

using System.Text.Json.Nodes;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Outbound;
using Isotherm.Server.Alerting;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Server.Wire;
using Isotherm.Storage.Accounts;

namespace Isotherm.Server.Api;

/// <summary>An account's channels. Secrets are taken and never given, but for one that the server made, once.</summary>
internal static class AlertChannelsEndpoint
{
    /// <summary>Maps <c>/alerts/channels</c>.</summary>
    public static void MapAlertChannels(this RouteGroupBuilder api)
    {
        var reading = api.MapGroup("/alerts/channels").RequireScope(Scopes.AlertsRead);
        reading.MapGet("", ListAsync).WithSummary("Your channels, without secrets").Produces<AlertChannelsAnswer>().ProducesProblems(401, 403, 503);
        var writing = api.MapGroup("/alerts/channels").RequireScope(Scopes.AlertsWrite);
        writing.MapPost("", AddAsync).WithSummary("Makes a channel; its id is the server's, and a signing secret that the server made is in the answer this once")
            .Accepts<JsonObject>("application/json").Produces<AlertChannelBody>(201).ProducesProblems(400, 401, 403, 409, 413, 503);
        writing.MapPut("/{channel}", ReplaceAsync).WithSummary("Replaces a channel; secrets that are left out stay")
            .Accepts<JsonObject>("application/json").Produces<AlertChannelBody>().ProducesProblems(400, 401, 403, 404, 413, 503);
        writing.MapDelete("/{channel}", DeleteAsync).WithSummary("Deletes a channel that no rule names").Produces(204).ProducesProblems(401, 403, 404, 409, 503);
        writing.MapPost("/{channel}/test", TestAsync).WithSummary("Sends a test message at once and says what became of it")
            .Produces<ChannelTestAnswer>().ProducesProblems(401, 403, 404, 503);
    }

    private static async Task<IResult> ListAsync(HttpContext http, AlertDesk desk, CancellationToken ct)
    {
        var (account, state) = (http.Account(), await desk.StateAsync(ct));
        return TypedResults.Json(
            new AlertChannelsAnswer([.. state.Channels.Where(channel => channel.Stored.Owner == account).Select(static channel => ComposeAlerts.Channel(channel))]),
            WireJson.Default.AlertChannelsAnswer);
    }

    private static async Task<IResult> AddAsync(HttpContext http, AlertDesk desk, OutboundPolicy policy, CancellationToken ct)
    {
        var (reading, problem) = await ReadAsync(http, Token.Id(), null, policy, ct);
        if (reading?.Channel is not { } channel)
            return problem!;
        if (Problems.Of(await desk.AddAsync(channel, http.From(), ct), "channel", channel.Id, AlertLimits.Channels) is { } refusal)
            return refusal;
        http.Response.Headers.Location = $"/api/v1/alerts/channels/{channel.Id}";
        return await AnswerAsync(desk, channel.Id, reading.Made, 201, ct);
    }

    private static async Task<IResult> ReplaceAsync(string channel, HttpContext http, AlertDesk desk, OutboundPolicy policy, CancellationToken ct)
    {
        if (await FindAsync(desk, http.Account(), channel, ct) is not { } before)
            return Problems.UnknownAlertItem("channel", channel);
        var (reading, problem) = await ReadAsync(http, channel, before.Channel, policy, ct);
        if (reading?.Channel is not { } read)
            return problem!;
        return Problems.Of(await desk.ReplaceAsync(read, http.From(), ct), "channel", channel, AlertLimits.Channels) is { } refusal
            ? refusal
            : await AnswerAsync(desk, channel, reading.Made, 200, ct);
    }

    private static async Task<IResult> DeleteAsync(string channel, HttpContext http, AlertDesk desk, CancellationToken ct)
    {
        var account = http.Account();
        var rules = (await desk.StateAsync(ct)).Rules.Select(static rule => rule.Rule)
            .Where(rule => rule.Owner == account && (rule.EscalateTo == channel || rule.Channels.Contains(channel, StringComparer.Ordinal)))
            .Select(static rule => rule.Name).ToList();
        if (rules.Count > 0)
            return Problems.ChannelInUse(channel, rules);
        return await desk.DeleteChannelAsync(account, channel, http.From(), ct) ? TypedResults.NoContent() : Problems.UnknownAlertItem("channel", channel);
    }

    private static async Task<IResult> TestAsync(string channel, HttpContext http, AlertDesk desk, ChannelTester tester, CancellationToken ct) =>
        await FindAsync(desk, http.Account(), channel, ct) switch
        {
            null => Problems.UnknownAlertItem("channel", channel),
            { Channel: { } open } => TypedResults.Json(await tester.TestAsync(open, ct), WireJson.Default.ChannelTestAnswer),
            { Trouble: var trouble } => TypedResults.Json(new ChannelTestAnswer(false, null, trouble ?? "", 0), WireJson.Default.ChannelTestAnswer),
        };

    private static async Task<(ChannelReading? Reading, IResult? Problem)> ReadAsync(
        HttpContext http, string id, Channel? before, OutboundPolicy policy, CancellationToken ct)
    {
        if (await RequestBody.ReadAsync(http.Request, ChannelJson.MaxBytes, ct) is not { } body)
            return (null, Problems.ByStatus(413));
        var reading = ChannelJson.Parse(body, id, http.Account(), before, policy);
        return reading.Channel is not null
            ? (reading, null)
            : (null, Problems.InvalidBody([.. reading.Problems.Select(static one => new FieldProblemBody(one.Pointer, one.Message, one.Expected))]));
    }

    private static async Task<IResult> AnswerAsync(AlertDesk desk, string id, Secret? made, int status, CancellationToken ct) => TypedResults.Json(
        ComposeAlerts.Channel((await desk.StateAsync(ct)).Channel(id)!, made), WireJson.Default.AlertChannelBody, statusCode: status);

    private static async Task<DeskChannel?> FindAsync(AlertDesk desk, string account, string id, CancellationToken ct) =>
        (await desk.StateAsync(ct)).Channel(id) is { } found && found.Stored.Owner == account ? found : null;
}

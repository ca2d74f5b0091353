using System.Net.Http.Headers;
using System.Text.Json;

namespace Isotherm.Testing.Canaries;

/// <summary>
/// Between a test's client and the server: watches each secret that a request carries or an answer gives, and hears each answer, head and
/// body, as far as the test reads it.
/// </summary>
public sealed class CanaryHandler(CanaryWatch watch, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string SessionCookie = "isotherm-session=";
    private const string Keys = "/api/v1/auth/keys";
    private const string Channels = "/api/v1/alerts/channels";
    private const string Setup = "/api/v1/auth/setup";

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var brought = await KeepCarriedAsync(request, path, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        HearHead(request, path, response);
        await HearBodyAsync(request, path, response, brought ? null : GivenBy(request.Method, path), cancellationToken);
        return response;
    }

    // A key's maker and who lets the server make a channel's signing secret are told it, that once.
    private static SecretKind? GivenBy(HttpMethod method, string path) =>
        method == HttpMethod.Post && path == Keys ? SecretKind.ApiKey
        : (method == HttpMethod.Post && path == Channels) || (method == HttpMethod.Put && path.StartsWith(Channels, StringComparison.Ordinal)) ? SecretKind.SigningSecret
        : null;

    // Whether the body brought a signing secret of its own: then none is given.
    private async Task<bool> KeepCarriedAsync(HttpRequestMessage request, string path, CancellationToken ct)
    {
        foreach (var said in Values(request.Headers, "Authorization"))
            watch.Keep(SecretKind.ApiKey, said.Split(' ', 2)[^1]);
        foreach (var cookie in Values(request.Headers, "Cookie").SelectMany(static header => header.Split("; ")))
            KeepSession(cookie);
        if (request.Content is null || !(path == Setup || path.StartsWith(Channels, StringComparison.Ordinal)))
            return false;
        await request.Content.LoadIntoBufferAsync(ct);
        try
        {
            using var body = JsonDocument.Parse(await request.Content.ReadAsStringAsync(ct));
            return body.RootElement.ValueKind == JsonValueKind.Object && KeepFields(body.RootElement, path);
        }
        catch (JsonException)
        {
            return false; // refused by the server too: it carries nothing that anybody reads
        }
    }

    private bool KeepFields(JsonElement body, string path)
    {
        if (path == Setup)
            watch.Keep(SecretKind.SetupCode, Text(body, "code"));
        if (!body.TryGetProperty("settings", out var settings) || settings.ValueKind != JsonValueKind.Object)
            return false;
        watch.Keep(SecretKind.SigningSecret, Text(settings, "secret"));
        watch.Keep(SecretKind.Password, Text(settings, "password"));
        watch.Keep(SecretKind.BotToken, Text(settings, "botToken"));
        watch.Keep(SecretKind.RoutingKey, Text(settings, "routingKey"));
        if (Text(body, "kind") is "slack" or "discord")
            watch.Keep(SecretKind.SecretAddress, Text(settings, "url"));
        return Text(settings, "secret") is not null;
    }

    private void HearHead(HttpRequestMessage request, string path, HttpResponseMessage response)
    {
        var heard = new Heard($"the head of {request.Method} {path}", () => $"{response.Headers}");
        foreach (var cookie in Values(response.Headers, "Set-Cookie"))
        {
            if (KeepSession(cookie.Split(';')[0]) is { } token)
                heard.Given.Add(token);
        }

        watch.Hear(heard);
    }

    private async Task HearBodyAsync(HttpRequestMessage request, string path, HttpResponseMessage response, SecretKind? gives, CancellationToken ct)
    {
        var stream = new HeardStream(await response.Content.ReadAsStreamAsync(ct));
        var encoding = response.Content.Headers.ContentEncoding.FirstOrDefault();
        watch.Hear(new Heard($"the answer of {request.Method} {path}", () => stream.Text(encoding)) { Gives = gives });
        var content = new StreamContent(stream);
        foreach (var (name, values) in response.Content.Headers)
            content.Headers.TryAddWithoutValidation(name, values);
        response.Content = content;
    }

    private string? KeepSession(string cookie)
    {
        if (cookie.IndexOf(SessionCookie, StringComparison.Ordinal) is var at && at < 0)
            return null;
        var token = cookie[(at + SessionCookie.Length)..];
        watch.Keep(SecretKind.SessionToken, token);
        return token;
    }

    private static IEnumerable<string> Values(HttpHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values : [];

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

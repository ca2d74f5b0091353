using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Isotherm.Server.Tests.Simulation;

namespace Isotherm.Server.Tests.Auth;

/// <summary>A browser, as far as the server sees one: it keeps the session's cookie and says where its requests come from.</summary>
internal sealed class Visitor(LiveServer server) : IDisposable
{
    private readonly HttpClient _client = server.NewClient();

    public string Origin { get; init; } = server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public string? Cookie { get; set; }

    public string? Key { get; set; }

    public string? Site { get; set; } = "same-origin";

    public string? From { get; set; }

    public string? SaysOrigin { get; set; }

    public string? Accept { get; set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, CancellationToken? ct = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        foreach (var (name, value) in new[] { ("Cookie", Cookie), ("Authorization", Key), ("Sec-Fetch-Site", Site), ("Origin", SaysOrigin), ("X-Forwarded-For", From), ("Accept", Accept) })
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct ?? Ct);
    }

    /// <summary>The same person, who asks for another format.</summary>
    public Visitor Accepting(string accept) => new(server) { Origin = Origin, Cookie = Cookie, Key = Key, Site = Site, Accept = accept };

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<HttpResponseMessage> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        return response.StatusCode;
    }

    public async Task<JsonNode> JsonAsync(HttpMethod method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>The problem's type, without its folder.</summary>
    public async Task<string> ProblemAsync(HttpMethod method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return ((string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!["type"]!)["/problems/".Length..];
    }

    /// <summary>A signed message over a fresh nonce.</summary>
    public async Task<object> SignedAsync(TestWallet wallet)
    {
        var begun = await JsonAsync(HttpMethod.Post, "/api/v1/auth/nonce");
        var text = new Siwe
        {
            Head = $"{new Uri(Origin).Authority} wants you to sign in with your Ethereum account:",
            Address = wallet.Address,
            Uri = Origin,
            ChainId = begun["chainIds"]![0]!.ToString(),
            Nonce = (string)begun["nonce"]!,
            IssuedAt = (string)begun["issuedAt"]!,
        }.ToString();
        return new { message = text, signature = wallet.Sign(text) };
    }

    /// <summary>Signs in and keeps the cookie; gives the header that set it.</summary>
    public async Task<string> SignInAsync(TestWallet wallet)
    {
        using var response = await PostAsync("/api/v1/auth/sign-in", await SignedAsync(wallet));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Ct));
        var set = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Cookie = set.Split(';')[0];
        return set;
    }

    /// <summary>Makes a key; gives its id and itself.</summary>
    public async Task<(string Id, string Secret)> MakeKeyAsync(params string[] scopes)
    {
        var made = await JsonAsync(HttpMethod.Post, "/api/v1/auth/keys", new { name = "bot", scopes });
        return ((string)made["key"]!["id"]!, (string)made["secret"]!);
    }

    public void Dispose() => _client.Dispose();
}

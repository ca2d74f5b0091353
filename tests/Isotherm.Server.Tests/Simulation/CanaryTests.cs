using System.Net;
using System.Net.Http.Json;
using System.Text;
using Isotherm.Testing.Canaries;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>The watch itself: a secret is heard in each form and place, and is not where it is given by design.</summary>
public sealed class CanaryTests
{
    private const string Key = "iso_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Told => new()
    {
        { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La/+Sw", "secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La/+Sw" },
        { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La/+Sw", "keyed with MfKQ9r8GKYqrTwjUPD8ILPZIo2La/+Sw." },
        { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La/+Sw", """{"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La/\u002BSw"}""" },
        { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La/+Sw", "?secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La%2F%2BSw" },
        { "correct horse battery", Convert.ToBase64String(Encoding.UTF8.GetBytes("correct horse battery")) },
        { "correct horse battery", Convert.ToHexString(Encoding.UTF8.GetBytes("correct horse battery")) },
        { "correct horse battery", Convert.ToHexStringLower(Encoding.UTF8.GetBytes("correct horse battery")) },
        { "AAAA-BBBB-CCCC-DDDD-EEEE", "AAAABBBBCCCCDDDDEEEE" },
        { "123456789:canary_bot_token", "bot canary_bot_token" },
        { "https://hooks.example/services/B0/canary-in-a-path", "POST /services/B0/canary-in-a-path" },
        { Key, "Bearer " + Key },
    };

    [Theory]
    [MemberData(nameof(Told))]
    public void A_secret_is_heard_in_each_form(string secret, string told)
    {
        var watch = new CanaryWatch();
        watch.Hear("the log", told); // before it is known, as a log has it
        Assert.Empty(watch.Leaks());
        watch.Keep(SecretKind.Password, secret);

        Assert.Throws<SecretLeakedException>(watch.Check);
    }

    [Fact]
    public async Task What_is_given_once_is_heard_when_it_is_given_again()
    {
        var watch = new CanaryWatch();
        using var client = Client(watch, _ => Json($$"""{"key":{"hint":"iso_AbCd"},"secret":"{{Key}}"}"""));
        await client.PostAsJsonAsync("/api/v1/auth/keys", new { name = "bot" }, Ct);
        Assert.Empty(watch.Leaks());
        Assert.Equal([SecretKind.ApiKey], watch.Kinds);

        await client.GetAsync(new Uri("/api/v1/auth/keys", UriKind.Relative), Ct);

        Assert.NotEmpty(watch.Leaks());
        Assert.All(watch.Leaks(), leak => Assert.Contains("in the answer of GET /api/v1/auth/keys", leak, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_channels_own_secret_is_not_given_back_even_to_who_made_it()
    {
        var watch = new CanaryWatch();
        const string Own = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        using var client = Client(watch, _ => Json($$"""{"secret":"{{Own}}"}"""));

        await client.PostAsJsonAsync("/api/v1/alerts/channels", new { kind = "webhook", settings = new { secret = Own } }, Ct);

        Assert.NotEmpty(watch.Leaks());
    }

    [Fact]
    public async Task A_session_is_told_in_its_cookie_alone()
    {
        var watch = new CanaryWatch();
        const string Session = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde";
        using var client = Client(watch, request =>
        {
            var answer = Json("{}");
            answer.Headers.Add(request.Method == HttpMethod.Post ? "Set-Cookie" : "X-Seen", $"__Host-isotherm-session={Session}; path=/");
            return answer;
        });
        await client.PostAsync(new Uri("/api/v1/auth/sign-in", UriKind.Relative), null, Ct);
        Assert.Empty(watch.Leaks());

        await client.GetAsync(new Uri("/api/v1/auth/me", UriKind.Relative), Ct);

        Assert.NotEmpty(watch.Leaks());
    }

    [Fact]
    public void A_process_may_print_its_setup_code_once()
    {
        const string Sentence = "There is no admin. Sign in within 24 hours and enter this setup code under Account to become it: 0123-4567-89AB-CDEF-GHJK\n";
        foreach (var (log, leaks) in new[] { (Sentence, 0), (Sentence + Sentence, 1), (Sentence + "code 0123456789ABCDEFGHJK and 0123456789ABCDEFGHJK", 1) })
        {
            var watch = new CanaryWatch();
            watch.HearProcess("start\n" + log);
            Assert.Equal(leaks, Math.Min(1, watch.Leaks().Count));
        }
    }

    private static HttpClient Client(CanaryWatch watch, Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        new(new CanaryHandler(watch, new Answering(answer))) { BaseAddress = new Uri("http://127.0.0.1") };

    private static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}

using System.Net;
using System.Text;
using Isotherm.Server.Auth;
using Isotherm.Server.Auth.Callers;
using Isotherm.Server.Auth.Secrets;
using Isotherm.Server.Tests.Simulation;
using Isotherm.Storage.Accounts;
using Isotherm.Testing.Canaries;
using Microsoft.Extensions.DependencyInjection;

namespace Isotherm.Server.Tests.Auth;

public sealed class AuthApiTests
{
    private static readonly TestWallet Ann = new("Ann");
    private static readonly TestWallet Bob = new("Bob");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wallet_signs_in_is_known_and_signs_out()
    {
        await using var server = await LiveServer.StartAsync();
        using var ann = new Visitor(server);
        Assert.Null((await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/me"))["account"]);

        var set = await ann.SignInAsync(Ann);

        var parts = set.Split("; ");
        Assert.StartsWith("isotherm-session=", parts[0], StringComparison.Ordinal);
        Assert.Equal(["httponly", "max-age=1209600", "path=/", "samesite=strict"], parts[1..].Select(part => part.ToLowerInvariant()).Order());
        var me = await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/me");
        Assert.Equal($"eip155:1:{Ann.Address}", (string)me["account"]!["id"]!);
        Assert.Equal("writes", (string)me["signIn"]!);
        using (var response = await ann.PostAsync("/api/v1/auth/sign-out"))
        {
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        }

        Assert.Null((await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/me"))["account"]); // the old cookie, still sent
        Assert.Equal("sign-in-needed", await ann.ProblemAsync(HttpMethod.Get, "/api/v1/auth/keys"));
    }

    [Fact]
    public async Task Over_https_the_cookie_is_the_hosts_alone_and_browsers_are_told_to_stay_there()
    {
        await using var server = await LiveServer.StartAsync(configure: o => o with { PublicUrls = [new PublicOrigin("https", "isotherm.example")] });
        using var ann = new Visitor(server) { Origin = "https://isotherm.example" };

        var set = await ann.SignInAsync(Ann);

        Assert.StartsWith("__Host-isotherm-session=", set, StringComparison.Ordinal);
        Assert.Contains("; secure", set, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", set, StringComparison.OrdinalIgnoreCase);
        using var me = await ann.GetAsync("/api/v1/auth/me");
        Assert.Equal(["max-age=31536000; includeSubDomains"], me.Headers.GetValues("Strict-Transport-Security"));
        Assert.Contains("no-store", me.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        ann.Cookie = ann.Cookie!.Replace("__Host-", "", StringComparison.Ordinal);
        Assert.Null((await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/me"))["account"]);
    }

    [Fact]
    public async Task A_sign_in_gives_a_new_token_and_ends_the_one_before()
    {
        await using var server = await LiveServer.StartAsync();
        using var ann = new Visitor(server);
        await ann.SignInAsync(Ann);
        var before = ann.Cookie;

        await ann.SignInAsync(Ann);

        Assert.NotEqual(before, ann.Cookie);
        using var old = new Visitor(server) { Cookie = before };
        Assert.Null((await old.JsonAsync(HttpMethod.Get, "/api/v1/auth/me"))["account"]);
        Assert.Single((await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/sessions"))["sessions"]!.AsArray());
    }

    [Fact]
    public async Task A_session_ends_when_it_is_not_used_and_in_any_case()
    {
        await using var server = await LiveServer.StartAsync();
        using var ann = new Visitor(server);
        await ann.SignInAsync(Ann);

        for (var day = 0; day < 14; day++)
        {
            Assert.NotNull((await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/me"))["account"]);
            server.Time.Advance(TimeSpan.FromHours(23.9));
        }

        Assert.NotNull((await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/me"))["account"]); // used an hour before its end
        server.Time.Advance(TimeSpan.FromHours(2));
        Assert.Null((await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/me"))["account"]);
        await ann.SignInAsync(Ann);
        server.Time.Advance(TimeSpan.FromHours(24));
        Assert.Null((await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/me"))["account"]);
    }

    [Theory]
    [InlineData("cross-site", null, true)]
    [InlineData("same-site", null, true)]
    [InlineData("none", null, true)]
    [InlineData("cross-site", "own", true)]
    [InlineData("same-origin", "https://evil.example", true)]
    [InlineData(null, "https://evil.example", true)]
    [InlineData(null, "null", true)]
    [InlineData(null, null, true)]
    [InlineData("same-origin", null, false)]
    [InlineData("same-origin", "own", false)]
    [InlineData(null, "own", false)]
    public async Task A_change_by_a_session_comes_from_our_own_page(string? site, string? origin, bool refused)
    {
        await using var server = await LiveServer.StartAsync();
        using var ann = new Visitor(server);
        await ann.SignInAsync(Ann);
        (ann.Site, ann.SaysOrigin) = (site, origin == "own" ? ann.Origin : origin);

        using var response = await ann.PostAsync("/api/v1/auth/keys", new { name = "bot", scopes = new[] { "read" } });

        Assert.Equal(refused ? HttpStatusCode.Forbidden : HttpStatusCode.Created, response.StatusCode);
        ann.Site = "same-origin";
        ann.SaysOrigin = null;
        Assert.Equal(refused ? 0 : 1, (await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/keys"))["keys"]!.AsArray().Count);
    }

    [Fact]
    public async Task Another_sites_page_cannot_sign_somebody_in()
    {
        await using var server = await LiveServer.StartAsync();
        using var ann = new Visitor(server);
        var signed = await ann.SignedAsync(Ann);
        ann.Site = "cross-site";

        Assert.Equal("cross-site", await ann.ProblemAsync(HttpMethod.Post, "/api/v1/auth/sign-in", signed));
        ann.Site = null; // a program says nothing, and has no cookie
        Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(HttpMethod.Post, "/api/v1/auth/sign-in", signed));
    }

    [Fact]
    public async Task A_key_is_told_once_works_within_its_scopes_and_not_after_it_is_revoked()
    {
        await using var server = await LiveServer.StartAsync();
        using var ann = new Visitor(server);
        await ann.SignInAsync(Ann);
        var (id, secret) = await ann.MakeKeyAsync("read", "keys");
        Assert.Matches("^iso_[A-Za-z0-9_-]{43}$", secret);
        using var bot = new Visitor(server) { Key = $"Bearer {secret}", Site = null };

        var list = (await bot.JsonAsync(HttpMethod.Get, "/api/v1/auth/keys")).ToJsonString();
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        Assert.Contains(secret[..8], list, StringComparison.Ordinal);
        Assert.Equal("scope-missing", await bot.ProblemAsync(HttpMethod.Post, "/api/v1/auth/keys", new { name = "more", scopes = new[] { "alerts:write" } }));
        Assert.Equal(HttpStatusCode.Created, await bot.StatusAsync(HttpMethod.Post, "/api/v1/auth/keys", new { name = "less", scopes = new[] { "read" } }));
        using var bob = new Visitor(server);
        await bob.SignInAsync(Bob);
        Assert.Equal("unknown-key", await bob.ProblemAsync(HttpMethod.Delete, $"/api/v1/auth/keys/{id}"));
        Assert.Equal(HttpStatusCode.NoContent, await ann.StatusAsync(HttpMethod.Delete, $"/api/v1/auth/keys/{id}"));
        Assert.Equal("bad-key", await bot.ProblemAsync(HttpMethod.Get, "/api/v1/auth/keys"));
        Assert.Equal("unknown-key", await ann.ProblemAsync(HttpMethod.Delete, $"/api/v1/auth/keys/{id}"));
    }

    [Fact]
    public async Task A_key_expires_and_so_does_what_it_made()
    {
        await using var server = await LiveServer.StartAsync();
        using var ann = new Visitor(server);
        await ann.SignInAsync(Ann);
        var made = await ann.JsonAsync(HttpMethod.Post, "/api/v1/auth/keys", new { name = "a day", scopes = new[] { "keys" }, expiresInDays = 1 });
        using var bot = new Visitor(server) { Key = "Bearer " + (string)made["secret"]!, Site = null };
        var child = await bot.JsonAsync(HttpMethod.Post, "/api/v1/auth/keys", new { name = "for ever", scopes = new[] { "keys" } });
        Assert.Equal((string)made["key"]!["expiresAt"]!, (string)child["key"]!["expiresAt"]!);

        server.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal("bad-key", await bot.ProblemAsync(HttpMethod.Get, "/api/v1/auth/keys"));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer iso_")]
    [InlineData("Bearer iso_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("iso_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer ' OR 1=1 --")]
    public async Task A_key_that_is_none_is_refused_also_where_nobody_need_sign_in(string authorization)
    {
        await using var server = await LiveServer.StartAsync();
        using var bot = new Visitor(server) { Key = authorization, Site = null };

        Assert.Equal("bad-key", await bot.ProblemAsync(HttpMethod.Get, "/api/v1/networks"));
        Assert.Equal(HttpStatusCode.OK, await bot.StatusAsync(HttpMethod.Get, "/health/live"));
    }

    public static TheoryData<string, string> BadKeys => new()
    {
        { """{ "scopes": ["read"] }""", "invalid-parameter" },
        { """{ "name": "", "scopes": ["read"] }""", "invalid-parameter" },
        { """{ "name": " ", "scopes": ["read"] }""", "invalid-parameter" },
        { $$"""{ "name": "{{new string('a', 65)}}", "scopes": ["read"] }""", "invalid-parameter" },
        { """{ "name": "a\u0000b", "scopes": ["read"] }""", "invalid-parameter" },
        { """{ "name": "a" }""", "invalid-parameter" },
        { """{ "name": "a", "scopes": [] }""", "invalid-parameter" },
        { """{ "name": "a", "scopes": ["read", "root"] }""", "invalid-parameter" },
        { """{ "name": "a", "scopes": ["read", null] }""", "invalid-parameter" },
        { """{ "name": "a", "scopes": ["READ"] }""", "invalid-parameter" },
        { """{ "name": "a", "scopes": ["read"], "expiresInDays": 0 }""", "invalid-parameter" },
        { """{ "name": "a", "scopes": ["read"], "expiresInDays": 3651 }""", "invalid-parameter" },
        { """{ "name": "a", "scopes": "read" }""", "invalid-request" },
        { """{ "name": "a", "scopes": ["read"], "expiresInDays": "x" }""", "invalid-request" },
        { """{ "name": """, "invalid-request" },
        { "", "invalid-request" },
        { "null", "invalid-request" },
        { $$"""{ "name": "a", "scopes": ["read"], "x": "{{new string('x', 20_000)}}" }""", "too-large" },
    };

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task A_key_that_cannot_be_made_is_refused_and_nothing_is_kept(string body, string problem)
    {
        await using var server = await LiveServer.StartAsync();
        using var ann = new Visitor(server);
        await ann.SignInAsync(Ann);

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(problem, await ann.ProblemAsync(HttpMethod.Post, "/api/v1/auth/keys", content));
        Assert.Empty((await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/keys"))["keys"]!.AsArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revoking_a_session_or_a_key_ends_its_streams_within_a_second_and_no_others(bool byKey)
    {
        await using var server = await LiveServer.StartAsync();
        await server.MineAsync(World.Three());
        using var ann = new Visitor(server);
        await ann.SignInAsync(Ann);
        using var other = new Visitor(server);
        await other.SignInAsync(Ann);
        var (keyId, secret) = await ann.MakeKeyAsync("read");
        using var viewer = byKey ? new Visitor(server) { Key = $"Bearer {secret}" } : new Visitor(server) { Cookie = ann.Cookie };
        await using var cut = await StreamViewer.OpenAsync(await viewer.GetAsync("/api/v1/networks/demo/stream"), Ct);
        await using var stays = await StreamViewer.OpenAsync(await other.GetAsync("/api/v1/networks/demo/stream"), Ct);
        Assert.Equal("snapshot", (await cut.NextAsync()).EventType);
        Assert.Equal("snapshot", (await stays.NextAsync()).EventType);
        var id = byKey ? keyId : (string)(await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/me"))["session"]!;

        var began = TimeProvider.System.GetTimestamp();
        Assert.Equal(HttpStatusCode.NoContent, await other.StatusAsync(HttpMethod.Delete, $"/api/v1/auth/{(byKey ? "keys" : "sessions")}/{id}"));
        await cut.EndAsync();
        var took = TimeProvider.System.GetElapsedTime(began);

        Assert.True(took < TimeSpan.FromSeconds(1), $"{took.TotalMilliseconds} ms");
        TestContext.Current.TestOutputHelper?.WriteLine($"cut after {took.TotalMilliseconds:0.0} ms");
        await server.MineAsync();
        Assert.Equal("frame", (await stays.NextOfAsync("frame")).EventType);
        Assert.Equal(1, server.Services.GetRequiredService<LiveLinks>().Count);
    }

    [Fact]
    public async Task Where_reading_needs_a_sign_in_only_health_the_page_and_the_sign_in_stay_open()
    {
        await using var server = await LiveServer.StartAsync(configure: o => o with { SignIn = SignInPolicy.All });
        await server.MineAsync(World.Three());
        using var nobody = new Visitor(server);
        string[] closed = ["/api/v1/networks", "/api/v1/networks/demo/heatmap", "/api/v1/networks/demo/stream", "/api/v1/networks/demo/queue", "/metrics", "/api/v1/auth/keys", "/API/V1/Networks", "/%61pi/v1/networks", "/Metrics"];
        string[] open = ["/health/live", "/health/ready", "/api/v1/auth/me", "/api/v1/time", "/", "/openapi/v1.json"];
        foreach (var path in closed)
            Assert.Equal("sign-in-needed", await nobody.ProblemAsync(HttpMethod.Get, path));
        foreach (var path in open)
            Assert.Equal(HttpStatusCode.OK, await nobody.StatusAsync(HttpMethod.Get, path));

        using var ann = new Visitor(server);
        await ann.SignInAsync(Ann);
        foreach (var path in closed)
            Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(HttpMethod.Get, path));
        using var reader = new Visitor(server) { Key = "Bearer " + (await ann.MakeKeyAsync("read")).Secret };
        using var writer = new Visitor(server) { Key = "Bearer " + (await ann.MakeKeyAsync("alerts:write")).Secret };
        Assert.Equal(HttpStatusCode.OK, await reader.StatusAsync(HttpMethod.Get, "/metrics"));
        Assert.Equal("scope-missing", await writer.ProblemAsync(HttpMethod.Get, "/api/v1/networks"));
    }

    [Fact]
    public async Task The_setup_code_makes_one_account_the_admin_who_sees_all_lines()
    {
        await using var server = await LiveServer.StartAsync();
        var accounts = server.Services.GetRequiredService<IAccountStore>();
        var code = (await SetupCode.RenewAsync(accounts, server.Time, Ct))!;
        using var ann = new Visitor(server);
        using var bob = new Visitor(server);
        await ann.SignInAsync(Ann);
        await bob.SignInAsync(Bob);

        Assert.Equal("setup-refused", await bob.ProblemAsync(HttpMethod.Post, "/api/v1/auth/setup", new { code = "0000-0000-0000-0000-0000" }));
        var me = await ann.JsonAsync(HttpMethod.Post, "/api/v1/auth/setup", new { code = $" {code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)} " });
        Assert.True((bool)me["account"]!["isAdmin"]!);
        Assert.Equal("setup-refused", await bob.ProblemAsync(HttpMethod.Post, "/api/v1/auth/setup", new { code }));

        Assert.Null(await SetupCode.RenewAsync(accounts, server.Time, Ct));
        Assert.Equal("admin-needed", await bob.ProblemAsync(HttpMethod.Get, "/api/v1/auth/audit?all=true"));
        var own = (await bob.JsonAsync(HttpMethod.Get, "/api/v1/auth/audit"))["lines"]!.AsArray();
        Assert.Equal(["setup-refused", "setup-refused", "signed-in"], own.Select(line => (string)line!["action"]!));
        var all = (await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/audit?all=true&limit=4"));
        Assert.Equal(4, all["lines"]!.AsArray().Count);
        Assert.Equal(all["lines"]![3]!["number"]!.ToJsonString(), all["next"]!.ToJsonString());
        Assert.Equal("invalid-parameter", await ann.ProblemAsync(HttpMethod.Get, "/api/v1/auth/audit?limit=501"));
        Assert.Equal("invalid-parameter", await ann.ProblemAsync(HttpMethod.Get, "/api/v1/auth/audit?before=x"));
        Assert.Equal("invalid-parameter", await ann.ProblemAsync(HttpMethod.Get, "/api/v1/auth/audit?all=maybe"));
    }

    [Fact]
    public async Task Too_many_sign_ins_changes_or_requests_are_429_with_when_to_come_back()
    {
        await using var server = await LiveServer.StartAsync(configure: o => o with { RateLimits = new RateLimitOptions { SignIn = 6, Writes = 20, Burst = 60, PerSecond = 1 } });
        using var ann = new Visitor(server);
        await ann.SignInAsync(Ann); // two of the six
        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(HttpMethod.Post, "/api/v1/auth/nonce"));

        using var refused = await ann.PostAsync("/api/v1/auth/nonce");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("too-many-requests", await ann.ProblemAsync(HttpMethod.Post, "/api/v1/auth/nonce"));
        var made = 0;
        while (await ann.StatusAsync(HttpMethod.Post, "/api/v1/auth/keys", new { name = "k", scopes = new[] { "read" } }) == HttpStatusCode.Created)
            made++;
        Assert.InRange(made, 1, 20);
        var read = 0;
        while (await ann.StatusAsync(HttpMethod.Get, "/api/v1/networks") == HttpStatusCode.OK)
            read++;
        Assert.InRange(read, 1, 80);
        Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(HttpMethod.Get, "/health/live"));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010db800010002::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "20010db800010002::/64")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("::1", "::1")]
    public void An_address_counts_as_itself_or_as_its_network(string address, string partition) =>
        Assert.Equal(partition, RequestLimits.PartitionOf(IPAddress.Parse(address)));

    [Theory]
    [InlineData(true, "203.0.113.7")]
    [InlineData(false, "127.0.0.1")]
    public async Task Where_a_request_comes_from_is_believed_of_a_trusted_proxy_alone(bool trusted, string logged)
    {
        await using var server = await LiveServer.StartAsync(configure: o => trusted ? o with { TrustedProxies = [IPAddress.Loopback] } : o);
        using var ann = new Visitor(server) { From = "203.0.113.7" };
        await ann.SignInAsync(Ann);

        var line = (await ann.JsonAsync(HttpMethod.Get, "/api/v1/auth/audit"))["lines"]![0]!;

        Assert.Equal(("signed-in", logged), ((string)line["action"]!, (string)line["address"]!));
    }

    [Fact]
    public async Task Accounts_that_cannot_be_opened_are_one_sentence_and_do_not_stop_the_map()
    {
        var directory = Directory.CreateTempSubdirectory("isotherm-held-").FullName;
        var holder = SqliteAccounts.Open(directory, TimeProvider.System); // before the server, which reads its rules at the start
        await using var server = await LiveServer.StartAsync(directory: directory);
        await server.MineAsync(World.Three());
        using var ann = new Visitor(server) { Cookie = "isotherm-session=AAAA" };

        Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(HttpMethod.Get, "/api/v1/networks"));
        Assert.Equal("accounts-unusable", await ann.ProblemAsync(HttpMethod.Get, "/api/v1/auth/keys"));
        Assert.Equal("accounts-unusable", await ann.ProblemAsync(HttpMethod.Post, "/api/v1/auth/nonce"));
        await holder.DisposeAsync();
        Assert.Equal("sign-in-needed", await ann.ProblemAsync(HttpMethod.Get, "/api/v1/auth/keys"));
        await server.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_sealed_secret_is_read_again_after_a_restart_and_not_when_it_was_changed()
    {
        var directory = Directory.CreateTempSubdirectory("isotherm-box-").FullName;
        byte[] box;
        await using (var server = await LiveServer.StartAsync(directory: directory))
            box = server.Services.GetRequiredService<SecretBox>().Protect("a password"u8);
        await using (var server = await LiveServer.StartAsync(directory: directory))
        {
            var again = server.Services.GetRequiredService<SecretBox>();
            Assert.Equal("a password", Encoding.UTF8.GetString(again.Unprotect(box)));
            Assert.Equal(-1, box.AsSpan().IndexOf("password"u8));
            box[^1] ^= 1;
            Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => again.Unprotect(box));
        }

        var keys = Path.Combine(directory, KeyRing.DirectoryName);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys));
            foreach (var file in Directory.GetFiles(keys))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Single(Directory.GetFiles(keys));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task No_token_key_or_code_is_in_a_log_a_file_or_an_answer_after_it_was_told()
    {
        var directory = Directory.CreateTempSubdirectory("isotherm-canary-").FullName;
        List<string> secrets = [];
        await using (var server = await LiveServer.StartAsync(directory: directory))
        {
            var code = (await SetupCode.RenewAsync(server.Services.GetRequiredService<IAccountStore>(), server.Time, Ct))!;
            using var ann = new Visitor(server);
            await ann.SignInAsync(Ann);
            var (id, key) = await ann.MakeKeyAsync("read", "keys");
            secrets.AddRange([code, code.Replace("-", "", StringComparison.Ordinal), ann.Cookie!.Split('=')[1], key, key["iso_".Length..]]);
            using var bot = new Visitor(server) { Key = $"Bearer {key}" };
            using var wrong = new Visitor(server) { Key = $"Basic {key}", Cookie = ann.Cookie };
            foreach (var visitor in new[] { ann, bot, wrong })
            {
                foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
                {
                    (HttpMethod.Get, "/api/v1/auth/me", null), (HttpMethod.Get, "/api/v1/auth/keys", null), (HttpMethod.Get, "/api/v1/auth/sessions", null), (HttpMethod.Get, "/api/v1/auth/audit", null),
                    (HttpMethod.Post, "/api/v1/auth/setup", new { code }), (HttpMethod.Get, "/metrics", null), (HttpMethod.Delete, $"/api/v1/auth/keys/{id}", null), (HttpMethod.Get, "/api/v1/nothing", null),
                    (HttpMethod.Post, "/api/v1/auth/sign-in", new { message = key, signature = key }), (HttpMethod.Post, "/api/v1/auth/sign-out", null),
                })
                {
                    using var response = await visitor.SendAsync(method, path, body);
                    Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
                    await response.Content.ReadAsStringAsync(Ct);
                }
            }

            Assert.Superset(new HashSet<SecretKind> { SecretKind.SessionToken, SecretKind.ApiKey, SecretKind.SetupCode }, server.Canaries.Kinds.ToHashSet());
            Assert.True(server.Canaries.Count("the answer") > 30);
        } // its end looks through the log and the answers

        var files = string.Concat(Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, files, StringComparison.Ordinal);
        }

        Directory.Delete(directory, recursive: true);
    }
}

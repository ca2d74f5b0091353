using System.Net;
using System.Net.Sockets;

namespace Isotherm.Server.Tests.Hosting;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _manifest = Path.GetTempFileName();

    [Fact]
    public void The_defaults_are_those_of_the_spec()
    {
        var options = Valid("--manifest", _manifest);

        Assert.Equal([_manifest], options.Manifests);
        Assert.Equal((5080, "127.0.0.1", "data", 12_000), (options.Port, options.Bind, options.Data, options.MaxViewers));
    }

    [Fact]
    public void All_options_are_read_in_either_form()
    {
        var options = Valid("--manifest", _manifest, $"--manifest={_manifest}", "--data", "d", "--port=0", "--bind", "0.0.0.0", "--max-viewers", "5");

        Assert.Equal(2, options.Manifests.Count);
        Assert.Equal((0, "0.0.0.0", "d", 5), (options.Port, options.Bind, options.Data, options.MaxViewers));
    }

    [Fact]
    public void Who_may_is_read_each_as_often_as_it_is_given()
    {
        var options = Valid(
            "--manifest", _manifest, "--public-url", "https://Isotherm.Example:443/", "--public-url", "http://localhost:5080", "--sign-in", "all", "--sign-in-chain", "1", "--sign-in-chain", "8453", "--trusted-proxy", "127.0.0.1");

        Assert.Equal(["https://isotherm.example", "http://localhost:5080"], options.PublicUrls.Select(origin => origin.ToString()));
        Assert.Equal(Isotherm.Server.Auth.SignInPolicy.All, options.SignIn);
        Assert.Equal([1UL, 8453UL], options.SignInChains);
        Assert.Equal([IPAddress.Loopback], options.TrustedProxies);
        Assert.Equal(Isotherm.Server.Auth.SignInPolicy.Writes, Valid("--manifest", _manifest).SignIn);
    }

    [Fact]
    public void Targets_of_alerts_are_opened_in_one_list_or_one_by_one()
    {
        var options = Valid("--manifest", _manifest, "--allow-target", "Mail.internal:25, 10.1.0.0/16", "--allow-target=127.0.0.1:9093");

        var allowed = options.AllowedTargets;
        Assert.True(allowed.Names("mail.internal", 25));
        Assert.True(allowed.Names("127.0.0.1", 9093));
        Assert.True(allowed.Holds(IPAddress.Parse("10.1.2.3")));
        Assert.False(allowed.Names("mail.internal", 26) || allowed.Holds(IPAddress.Parse("10.2.0.1")) || allowed.Holds(IPAddress.Loopback));
        Assert.False(Valid("--manifest", _manifest).AllowedTargets.HasRanges);
    }

    [Fact]
    public void The_watchers_address_is_read_from_a_file_and_no_error_repeats_it()
    {
        var file = Path.Combine(Path.GetDirectoryName(_manifest)!, "watcher");
        File.WriteAllText(file, "https://watch.example/ping/a-secret\n");

        var options = Valid("--manifest", _manifest, "--dead-man", file, "--dead-man-every", "30");

        Assert.Equal("https://watch.example/ping/a-secret", options.DeadManUrl?.Reveal());
        Assert.Equal(TimeSpan.FromSeconds(30), options.DeadManEvery);
        Assert.Null(Valid("--manifest", _manifest).DeadManUrl);
        File.WriteAllText(file, "ftp://watch.example/ping/a-secret");
        var invalid = Assert.IsType<OptionsResult.Invalid>(CommandLine.Parse(["--manifest", _manifest, "--dead-man", file]));
        Assert.Contains("a file that holds one URL", invalid.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", invalid.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--dead-man", "", "a file that holds one URL")]
    [InlineData("--dead-man", "/nowhere/at/all", "a file that holds one URL")]
    [InlineData("--dead-man-every", "9", "from 10 to 86400")]
    [InlineData("--dead-man-every", "86401", "from 10 to 86400")]
    [InlineData("--port", "65536", "from 0 to 65535")]
    [InlineData("--port", "-1", "from 0 to 65535")]
    [InlineData("--port", "http", "from 0 to 65535")]
    [InlineData("--bind", "localhost", "an IP address")]
    [InlineData("--web", "/nowhere", "index.html")]
    [InlineData("--manifest", "", "a manifest file")]
    [InlineData("--max-viewers", "0", "from 1 to 100000")]
    [InlineData("--colour", "blue", "one of --manifest")]
    [InlineData("--public-url", "isotherm.example", "scheme, host and port alone")]
    [InlineData("--public-url", "https://isotherm.example/map", "scheme, host and port alone")]
    [InlineData("--public-url", "ftp://isotherm.example", "scheme, host and port alone")]
    [InlineData("--sign-in", "some", "writes or all")]
    [InlineData("--sign-in-chain", "0", "a chain id")]
    [InlineData("--sign-in-chain", "mainnet", "a chain id")]
    [InlineData("--trusted-proxy", "proxy", "an IP address")]
    [InlineData("--keep-deliveries", "0", "from 1 to 36500")]
    [InlineData("--keep-deliveries", "36501", "from 1 to 36500")]
    [InlineData("--allow-target", "", "host:port or ranges")]
    [InlineData("--allow-target", ",", "host:port or ranges")]
    [InlineData("--allow-target", "mail.internal", "host:port or ranges")]
    [InlineData("--allow-target", "mail.internal:0", "host:port or ranges")]
    [InlineData("--allow-target", "mail.internal:65536", "host:port or ranges")]
    [InlineData("--allow-target", "10.0.0.0/33", "host:port or ranges")]
    [InlineData("--allow-target", "10.0.0.1:25,10.0.0.0/x", "host:port or ranges")]
    [InlineData("--allow-target", "http://10.0.0.1:25", "host:port or ranges")]
    public void An_error_names_key_value_and_what_was_expected(string key, string value, string expected)
    {
        var invalid = Assert.IsType<OptionsResult.Invalid>(CommandLine.Parse(["--manifest", _manifest, key, value]));

        Assert.Contains(key, invalid.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{value}\"", invalid.Message, StringComparison.Ordinal);
        Assert.Contains(expected, invalid.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--port")]
    [InlineData("file.json")]
    public void A_missing_manifest_value_or_dash_is_refused(string arguments) =>
        Assert.IsType<OptionsResult.Invalid>(CommandLine.Parse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public async Task Without_one_good_manifest_it_is_exit_code_2_and_one_line_a_problem()
    {
        await File.WriteAllTextAsync(_manifest, """{ "schemaVersion": 7 }""", TestContext.Current.CancellationToken);
        var (code, error) = await RunAsync("--manifest", _manifest, "--manifest", "/nowhere/none.json");

        Assert.Equal(2, code);
        Assert.Equal(
            [
                $"{_manifest}:1: /schemaVersion: schemaVersion 7 is newer than this program; expected 1, or a newer Isotherm",
                "/nowhere/none.json:1: /: 'none.json' is not there; expected a manifest file",
            ],
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Of_two_manifests_with_one_id_the_first_runs_and_the_second_is_told_of_it_with_both_places()
    {
        var (first, second) = (Reference(), Path.Combine(Path.GetTempPath(), "second.json"));
        File.WriteAllText(second, "\n\n" + File.ReadAllText(first));

        var manifests = NetworkManifests.Read([first, second], "data", TimeProvider.System, FollowerSource.Open);

        Assert.Equal("demo", Assert.Single(manifests.Networks).Id);
        var refused = Assert.Single(manifests.Refused);
        Assert.Equal($"{second}:6: /id: 'demo' is already the id of {first}:4; expected one manifest per id", Assert.Single(refused.Told));
        Assert.Equal($"second.json:6: /id: 'demo' is already the id of {Path.GetFileName(first)}:4; expected one manifest per id", Assert.Single(refused.Shown));
        File.Delete(second);
    }

    [Fact]
    public async Task A_port_in_use_is_exit_code_2_and_one_message()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var data = Directory.CreateTempSubdirectory("isotherm-port-").FullName;

        var (code, error) = await RunAsync("--manifest", Reference(), "--data", data, "--port", $"{port}");

        Assert.Equal(2, code);
        Assert.Contains($"--port is {port}", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_data_directory_that_is_taken_is_exit_code_2_and_one_message()
    {
        var data = Directory.CreateTempSubdirectory("isotherm-data-").FullName;
        var ct = TestContext.Current.CancellationToken;
        await using (await Isotherm.Storage.Sqlite.SqliteJournal.OpenAsync(Path.Combine(data, "demo"), "demo", TimeProvider.System, ct))
        {
            var (code, error) = await RunAsync("--manifest", Reference(), "--data", data, "--port", "0");

            Assert.Equal(2, code);
            Assert.Contains(data, error, StringComparison.Ordinal);
            Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        Directory.Delete(data, recursive: true);
    }

    public void Dispose() => File.Delete(_manifest);

    private string Reference()
    {
        var text = File.ReadAllText(Isotherm.Testing.RepositoryRoot.Combine("networks", "reference.json"));
        File.WriteAllText(_manifest, text.Replace("0x" + new string('0', 40), "0x" + new string('1', 40), StringComparison.Ordinal));
        return _manifest;
    }

    private static ServerOptions Valid(params string[] arguments) =>
        Assert.IsType<OptionsResult.Valid>(CommandLine.Parse(arguments)).Options;

    private static async Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        var error = new StringWriter();
        var code = await Start.RunAsync(arguments, error);
        return (code, error.ToString());
    }
}

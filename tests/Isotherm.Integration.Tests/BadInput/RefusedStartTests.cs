using System.Text.Json.Nodes;
using Isotherm.Integration.Tests.Network;
using Microsoft.Data.Sqlite;

namespace Isotherm.Integration.Tests.BadInput;

/// <summary>What keeps a server from starting: exit code 2 and one sentence; once the cause is gone it starts.</summary>
public sealed class RefusedStartTests
{
    private const int Refused = 2;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_effect_is_named_with_its_place()
    {
        using DataDirectory data = new();
        JsonNode manifest = JsonNode.Parse(ReferenceManifest.Offline)!;
        manifest["events"]![0]!["effects"]![0]!["effect"] = "class.explode";

        await using (ServerProcess server = ServerProcess.Start(manifest.ToJsonString(), data.Path))
            await IsRefusedAsync(server, "manifest.json:1: /events/0/effects/0/effect: unknown effect 'class.explode'");

        await StartsAsync(data.Path);
    }

    [Fact]
    public async Task A_directory_in_use_is_refused_until_the_other_process_is_gone()
    {
        using DataDirectory data = new();
        await using (ServerProcess first = ServerProcess.Start(ReferenceManifest.Offline, data.Path))
        {
            await first.ProblemAsync("http://127.0.0.1", Ct);
            await using ServerProcess second = ServerProcess.Start(ReferenceManifest.Offline, data.Path);
            await IsRefusedAsync(second, "in use by another process");
        }

        await StartsAsync(data.Path);
    }

    [Fact]
    public async Task A_directory_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        using DataDirectory data = new();
        await StartsAsync(data.Path);
        string file = Assert.Single(Directory.GetFiles(data.Path, "journal.db", SearchOption.AllDirectories));
        Execute(file, "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('Sqlite/999.later.sql', '2099-01-01')");

        await using (ServerProcess server = ServerProcess.Start(ReferenceManifest.Offline, data.Path))
            await IsRefusedAsync(server, "newer version of Isotherm");

        Assert.Equal(1, Execute(file, "DELETE FROM SchemaVersions WHERE ScriptName = 'Sqlite/999.later.sql'"));
        await StartsAsync(data.Path);
    }

    [Fact]
    public async Task A_port_in_use_is_refused_until_it_is_free()
    {
        using DataDirectory data = new();
        using DataDirectory other = new();
        int port;
        await using (ServerProcess first = ServerProcess.Start(ReferenceManifest.Offline, data.Path))
        {
            await first.ProblemAsync("http://127.0.0.1", Ct);
            port = first.Port;
            await using ServerProcess second = ServerProcess.Start(ReferenceManifest.Offline, other.Path, port);
            await IsRefusedAsync(second, $"--port is {port}", "expected a free port");
        }

        await using ServerProcess third = ServerProcess.Start(ReferenceManifest.Offline, other.Path, port);
        await third.ProblemAsync("http://127.0.0.1", Ct);
    }

    private static async Task StartsAsync(string data)
    {
        await using ServerProcess server = ServerProcess.Start(ReferenceManifest.Offline, data);
        await server.ProblemAsync("http://127.0.0.1", Ct); // it runs, and waits for its node
    }

    private static async Task IsRefusedAsync(ServerProcess server, params string[] words)
    {
        Assert.Equal(Refused, await server.EndAsync(Ct));
        string line = Assert.Single(server.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
    }

    private static int Execute(string file, string sql)
    {
        SqliteConnectionStringBuilder builder = new() { DataSource = file, Pooling = false };
        using SqliteConnection connection = new(builder.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}

using System.Net;
using System.Net.Sockets;
using Isotherm.Server.Auth;
using Isotherm.Server.Hosting;
using Isotherm.Storage;
using Isotherm.Storage.Accounts;
using Microsoft.AspNetCore.Connections;

namespace Isotherm.Server;

/// <summary>From the command line to a running server. What keeps it from starting is one sentence on standard error and exit code 2.</summary>
internal static class Start
{
    private const int Refused = 2;
    private const string BuiltPage = "web/dist";

    /// <summary>Runs until told to stop.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="error">Takes what keeps it from starting.</param>
    /// <returns>The exit code: 0, or 2 when it could not start.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter error)
    {
        switch (CommandLine.Parse(arguments))
        {
            case OptionsResult.Help:
                await Console.Out.WriteLineAsync(ServerOptions.Usage);
                return 0;
            case OptionsResult.Invalid invalid:
                return await RefuseAsync(error, invalid.Message);
            case OptionsResult.Valid valid:
                var options = valid.Options;
                if (options.Web is null && File.Exists(Path.Combine(BuiltPage, "index.html")))
                    options = options with { Web = BuiltPage };
                return await ServeAsync(options, error);
            default:
                throw new InvalidOperationException("Options are valid, invalid or a call for help.");
        }
    }

    private static async Task<int> ServeAsync(ServerOptions options, TextWriter error)
    {
        var manifests = NetworkManifests.Read(options.Manifests, options.Data, TimeProvider.System, FollowerSource.Open);
        foreach (var problem in manifests.Refused.SelectMany(static refused => refused.Told))
            await error.WriteLineAsync(problem);
        if (manifests.Networks.Count == 0)
            return Refused;
        manifests = manifests with { Networks = [.. manifests.Networks.Select(network => network with { SnapshotEvery = (ulong)options.SnapshotEvery })] };
        await using var app = IsothermServer.Build(options, manifests, TimeProvider.System);
        if (!await OpenAnyAsync(app.Services.GetRequiredService<NetworkDirectory>(), error))
            return Refused;
        if (await OpenAccountsAsync(app.Services, error) is not { } accounts)
            return Refused;
        // Asked first: the host would log the failure at length beside our sentence.
        if (IsTaken(options))
            return await RefuseAsync(error, PortTaken(options));
        try
        {
            if (await SetupCode.RenewAsync(accounts, TimeProvider.System, CancellationToken.None) is { } code)
                await Console.Out.WriteLineAsync(SetupCode.Sentence(code));
            await app.RunAsync();
            return 0;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException or SocketException)
        {
            return await RefuseAsync(error, PortTaken(options));
        }
    }

    private static bool IsTaken(ServerOptions options)
    {
        var address = IPAddress.Parse(options.Bind);
        using var probe = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(address, options.Port));
            return false;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }

    private static string PortTaken(ServerOptions options) =>
        $"Option --port is {options.Port}: expected a free port at {options.Bind}; another program listens there.";

    // One network's broken directory must not stop the others; if none can be opened there is nothing to serve.
    private static async Task<bool> OpenAnyAsync(NetworkDirectory networks, TextWriter error)
    {
        var opened = 0;
        foreach (var network in networks.All)
        {
            try
            {
                await network.OpenAsync(CancellationToken.None);
                opened++;
            }
            catch (JournalRefusedException refused)
            {
                await error.WriteLineAsync($"{network.Definition.Id}: {refused.Message}");
            }
        }

        return opened > 0;
    }

    private static async Task<IAccountStore?> OpenAccountsAsync(IServiceProvider services, TextWriter error)
    {
        try
        {
            return services.GetRequiredService<Lazy<IAccountStore>>().Value;
        }
        catch (AccountsRefusedException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return null;
        }
    }

    private static async Task<int> RefuseAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync(message);
        return Refused;
    }
}

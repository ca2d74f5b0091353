using System.Globalization;
using System.Net;
using Isotherm.Alerts.Channels;
using Isotherm.Alerts.Delivery;
using Isotherm.Alerts.Outbound;
using Isotherm.Server.Auth;

namespace Isotherm.Server;

/// <summary>Reads <see cref="ServerOptions"/> from arguments of the form <c>--key value</c> or <c>--key=value</c>.</summary>
internal static class CommandLine
{
    private const int MostViewers = 100_000;
    private const int MostSeconds = 86_400;
    private const int MostBlocks = 1_000_000;
    private const int MostDays = 36_500;

    /// <summary>Options, or the first thing that is wrong.</summary>
    public static OptionsResult Parse(IReadOnlyList<string> arguments)
    {
        List<string> manifests = [];
        var options = new ServerOptions { Manifests = manifests };
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--help" or "-h")
                return new OptionsResult.Help();
            var (key, value) = Split(arguments, ref i);
            if (!key.StartsWith("--", StringComparison.Ordinal))
                return Wrong(key, null, "an option; --help lists them");
            if (value is null)
                return Wrong(key, null, "a value after it");
            var error = Take(key, value, manifests, ref options);
            if (error is not null)
                return Wrong(key, value, error);
        }

        return manifests.Count == 0
            ? Wrong("--manifest", null, "at least one manifest file")
            : new OptionsResult.Valid(options);
    }

    private static (string Key, string? Value) Split(IReadOnlyList<string> arguments, ref int i)
    {
        var argument = arguments[i];
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0)
            return (argument[..equals], argument[(equals + 1)..]);
        return i + 1 < arguments.Count ? (argument, arguments[++i]) : (argument, null);
    }

    // Null, or what was expected.
    private static string? Take(string key, string value, List<string> manifests, ref ServerOptions options)
    {
        switch (key)
        {
            case "--manifest":
                manifests.Add(value);
                return value.Length > 0 ? null : "a manifest file";
            case "--data":
                options = options with { Data = value };
                return value.Length > 0 ? null : "a directory";
            case "--port":
                var port = Number(value, 0, IPEndPoint.MaxPort);
                options = options with { Port = port ?? 0 };
                return port is null ? "a whole number from 0 to 65535" : null;
            case "--bind":
                options = options with { Bind = value };
                return IPAddress.TryParse(value, out _) ? null : "an IP address, such as 127.0.0.1 or 0.0.0.0";
            case "--web":
                options = options with { Web = value };
                return File.Exists(Path.Combine(value, "index.html")) ? null : "a directory that holds index.html";
            case "--max-viewers":
                var viewers = Number(value, 1, MostViewers);
                options = options with { MaxViewers = viewers ?? 0 };
                return viewers is null ? "a whole number from 1 to 100000" : null;
            case "--snapshot-every":
                var blocks = Number(value, 1, MostBlocks);
                options = options with { SnapshotEvery = blocks ?? 0 };
                return blocks is null ? "a whole number from 1 to 1000000" : null;
            case "--keep-deliveries":
                var days = Number(value, 1, MostDays);
                options = options with { KeepDeliveries = days ?? 0 };
                return days is null ? "a whole number from 1 to 36500" : null;
            case "--dead-man":
                return TakeDeadMan(value, ref options);
            case "--dead-man-every":
                var seconds = Number(value, (int)DeadManPing.Shortest.TotalSeconds, MostSeconds);
                options = options with { DeadManEvery = TimeSpan.FromSeconds(seconds ?? 0) };
                return seconds is null ? "a whole number from 10 to 86400" : null;
            default:
                return TakeSignIn(key, value, ref options);
        }
    }

    // The URL is a secret: it stands in a file, and no error repeats it.
    private static string? TakeDeadMan(string file, ref ServerOptions options)
    {
        const string expected = "a file that holds one URL";
        string text;
        try
        {
            if (new FileInfo(file) is not { Exists: true, Length: <= 2 * TargetUrl.Longest })
                return expected;
            text = File.ReadAllText(file).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"{expected} that may be read";
        }

        if (!TargetUrl.TryParse(text, out _, out _, out var problem))
            return $"{expected} ({problem})";
        options = options with { DeadManUrl = new Secret(text) };
        return null;
    }

    private static string? TakeSignIn(string key, string value, ref ServerOptions options)
    {
        switch (key)
        {
            case "--public-url":
                if (PublicOrigin.Parse(value) is not { } origin)
                    return "a URL of scheme, host and port alone, such as https://isotherm.example";
                options = options with { PublicUrls = [.. options.PublicUrls, origin] };
                return null;
            case "--sign-in":
                options = options with { SignIn = value == "all" ? SignInPolicy.All : SignInPolicy.Writes };
                return value is "all" or "writes" ? null : "writes or all";
            case "--sign-in-chain":
                if (!ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var chain) || chain is 0 or > long.MaxValue)
                    return "a chain id, such as 1";
                options = options with { SignInChains = [.. options.SignInChains, chain] };
                return null;
            case "--trusted-proxy":
                if (!IPAddress.TryParse(value, out var proxy))
                    return "an IP address, such as 127.0.0.1";
                options = options with { TrustedProxies = [.. options.TrustedProxies, proxy] };
                return null;
            case "--allow-target":
                try
                {
                    var targets = AllowList.Parse(value.Split(',', StringSplitOptions.TrimEntries));
                    options = options with { AllowedTargets = options.AllowedTargets.With(targets) };
                    return null;
                }
                catch (FormatException)
                {
                    return "host:port or ranges such as 10.0.0.0/8, separated by commas";
                }

            default:
                return "one of --manifest, --data, --port, --bind, --web, --max-viewers, --snapshot-every, --public-url, --sign-in, --sign-in-chain, --trusted-proxy, --allow-target, --keep-deliveries, --dead-man, --dead-man-every";
        }
    }

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null;

    private static OptionsResult.Invalid Wrong(string key, string? value, string expected) =>
        new(value is null ? $"Option {key}: expected {expected}." : $"Option {key} is \"{value}\": expected {expected}.");
}

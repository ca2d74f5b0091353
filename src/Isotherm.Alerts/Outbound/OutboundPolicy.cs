using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Isotherm.Alerts.Outbound;

/// <summary>Where requests that accounts ask for may go, and their limits. The usual: https to global addresses.</summary>
public sealed record OutboundPolicy
{
    /// <summary>What is opened besides.</summary>
    public AllowList Allowed { get; init; } = AllowList.Empty;

    /// <summary>Whether http is taken to any target; to what <see cref="Allowed"/> opens it always is.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>For name and connection; 0.1–60 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For a request from its first to its answer's last byte; 0.1–60 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of an answer that are read; the connection is closed on the rest.</summary>
    public int AnswerBytes { get; init; } = 4_096;

    /// <summary>Root certificates that are trusted besides the machine's own.</summary>
    public X509Certificate2Collection AddedRoots { get; init; } = [];

    /// <summary>Whether an address may be connected to.</summary>
    /// <param name="host">As it stands in the URL, lower case.</param>
    /// <param name="port">The port.</param>
    /// <param name="address">What the name leads to.</param>
    /// <returns>Why not; null when it may.</returns>
    public string? WhyNot(string host, int port, IPAddress address) =>
        Allowed.Names(host, port) || Allowed.Holds(address) ? null : GlobalAddress.WhyNot(address);

    /// <summary>Reads a URL that somebody gives; a name is not resolved yet.</summary>
    /// <param name="text">The URL.</param>
    /// <param name="url">The URL; null on failure.</param>
    /// <returns>What is wrong and what was expected; empty when nothing is.</returns>
    public string Check(string? text, out Uri? url)
    {
        if (!TargetUrl.TryParse(text, out url, out var host, out var problem))
            return problem;
        problem = CheckHost(host, url.Port);
        if (problem.Length == 0 && url.Scheme == Uri.UriSchemeHttp && !PlainHttp && !Allowed.Names(host.Name, url.Port) && !(host.Literal is { } a && Allowed.Holds(a)))
            problem = "plain http goes only to targets that the operator allows; use https://";
        url = problem.Length == 0 ? url : null;
        return problem;
    }

    /// <summary>As <see cref="Check"/>, for a host and port without a URL.</summary>
    public string CheckHost(TargetHost host, int port)
    {
        if (host.Literal is { } address)
            return WhyNot(host.Name, port, address) is { } why ? $"{address} is not a global address ({why}); the operator can allow it" : "";
        return IsInner(host.Name) && !Allowed.Names(host.Name, port) && !Allowed.HasRanges
            ? $"'{host.Name}' is a name inside a machine or a local network; the operator can allow it"
            : "";
    }

    // Said at once, for a better sentence; the address decides when it is connected to.
    private static bool IsInner(string name) =>
        !name.Contains('.', StringComparison.Ordinal) || name.EndsWith(".localhost", StringComparison.Ordinal)
        || name.EndsWith(".local", StringComparison.Ordinal) || name.EndsWith(".internal", StringComparison.Ordinal);
}

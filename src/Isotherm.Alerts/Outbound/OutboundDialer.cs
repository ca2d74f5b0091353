using System.Net;
using System.Net.Sockets;

namespace Isotherm.Alerts.Outbound;

/// <summary>
/// The only place that opens connections for accounts: asks for a name once, refuses when any of its addresses is not opened, and
/// connects to an address that was checked, never to the name.
/// </summary>
public sealed class OutboundDialer(OutboundPolicy policy, IHostResolver resolver, TimeProvider time)
{
    // A name with hundreds of addresses must not hold a delivery.
    private const int MostAddresses = 4;

    /// <summary>The rules.</summary>
    public OutboundPolicy Policy => policy;

    /// <summary>Connects.</summary>
    /// <param name="host">As in a URL; an IPv6 address with or without brackets.</param>
    /// <param name="port">The port.</param>
    /// <param name="ct">Cancels it.</param>
    /// <exception cref="OutboundRefusedException">The policy does not open it.</exception>
    /// <exception cref="SocketException">No such name, or nobody listens.</exception>
    /// <exception cref="TimeoutException">It took longer than the policy allows.</exception>
    public async ValueTask<Socket> DialAsync(string host, int port, CancellationToken ct)
    {
        if (!TargetHost.TryParse(host, out var target, out var problem))
            throw new OutboundRefusedException($"The target's host is refused: {problem}.");
        using var limit = new CancellationTokenSource(policy.ConnectTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var addresses = target.Literal is { } literal ? [literal] : await resolver.ResolveAsync(target.Name, both.Token).ConfigureAwait(false);
            foreach (var address in addresses)
            {
                if (policy.WhyNot(target.Name, port, address) is { } why)
                    throw new OutboundRefusedException($"{target.Name} leads to {address}, which is not a global address ({why}); the operator can allow it.");
            }

            return await ConnectAsync(target, port, addresses, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"{target.Name}:{port} did not accept within {policy.ConnectTimeout.TotalSeconds:0.#} s.");
        }
    }

    private static async ValueTask<Socket> ConnectAsync(TargetHost target, int port, IPAddress[] addresses, CancellationToken ct)
    {
        SocketException? last = null;
        foreach (var address in addresses.Take(MostAddresses))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), ct).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException refused)
            {
                socket.Dispose();
                last = refused;
            }
            catch (OperationCanceledException)
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound, $"'{target.Name}' has no address.");
    }
}

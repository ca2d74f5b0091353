using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Isotherm.Alerts.Outbound;

/// <summary>Which certificates are trusted: those of the machine's roots, and of roots that the operator adds.</summary>
internal static class RemoteTrust
{
    /// <summary>A check for a policy. A certificate for another name is never trusted.</summary>
    public static RemoteCertificateValidationCallback Of(OutboundPolicy policy) => (_, certificate, chain, errors) =>
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null || policy.AddedRoots.Count == 0)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy = ChainPolicy();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(policy.AddedRoots);
        if (chain is not null)
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(e => e.Certificate).ToArray());
        using var leaf = new X509Certificate2(certificate);
        return own.Build(leaf);
    };

    /// <summary>Fetches nothing from addresses that a certificate names.</summary>
    public static X509ChainPolicy ChainPolicy() => new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
}

using System.Security.Cryptography;
using Isotherm.Alerts.Channels;
using Microsoft.AspNetCore.DataProtection;

namespace Isotherm.Server.Auth.Secrets;

/// <summary>Encrypts what must be read again, such as a channel's password, with keys of the data directory (ASP.NET data protection: AES-256-CBC with HMAC-SHA-256).</summary>
internal sealed class SecretBox(IDataProtectionProvider provider) : ISecretBox
{
    private readonly IDataProtector _protector = provider.CreateProtector("Isotherm.Secrets.v1");

    /// <summary>The sealed form.</summary>
    public byte[] Protect(ReadOnlySpan<byte> secret) => _protector.Protect(secret.ToArray());

    /// <summary>What was sealed.</summary>
    /// <exception cref="CryptographicException">It was changed, or its key is gone.</exception>
    public byte[] Unprotect(ReadOnlySpan<byte> box) => _protector.Unprotect(box.ToArray());
}

using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Isotherm.Testing;

/// <summary>A real SMTP server (Debian's python3-aiosmtpd) on loopback with a certificate of its own, as a process.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private const string Program = """
        import asyncio, json, ssl, sys
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import AuthResult, SMTP

        port, mode, cert, key = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]

        class Handler:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith('nobody'):
                    return '550 no such mailbox'
                if address.startswith('later'):
                    return '451 try again later'
                envelope.rcpt_tos.append(address)
                return '250 OK'
            async def handle_DATA(self, server, session, envelope):
                print(json.dumps({'from': envelope.mail_from, 'to': envelope.rcpt_tos, 'tls': session.ssl is not None,
                    'auth': bool(session.authenticated), 'data': envelope.content.decode('utf-8')}), flush=True)
                return '250 taken as 4711'

        def check(server, session, envelope, mechanism, data):
            return AuthResult(success=data.login == b'user' and data.password == b'pass-word-42', handled=False)

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        options = dict(authenticator=check, auth_require_tls=mode != 'none', auth_required=mode == 'auth')
        if mode in ('starttls', 'auth'):
            options.update(tls_context=context, require_starttls=True)

        async def main():
            loop = asyncio.get_running_loop()
            server = await loop.create_server(lambda: SMTP(Handler(), loop=loop, hostname='mail.test', **options), '127.0.0.1', port,
                ssl=context if mode == 'tls' else None)
            print('ready', flush=True)
            await server.serve_forever()

        asyncio.run(main())
        """;

    private readonly Process _process;
    private readonly string _folder;

    private MailServer(Process process, string folder, int port, X509Certificate2 root) => (_process, _folder, Port, Root) = (process, folder, port, root);

    /// <summary>A mail that was taken.</summary>
    /// <param name="From">The envelope's sender.</param>
    /// <param name="To">The envelope's receivers.</param>
    /// <param name="Tls">Whether the connection was encrypted.</param>
    /// <param name="Auth">Whether the sender signed in.</param>
    /// <param name="Data">Head and body (RFC 5322).</param>
    public sealed record Mail(string From, string[] To, bool Tls, bool Auth, string Data);

    /// <summary>Where it listens, at 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>What a client has to trust.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="mode"><c>starttls</c>, <c>auth</c> (STARTTLS and a password), <c>tls</c> or <c>none</c>.</param>
    /// <param name="name">The name in the certificate.</param>
    public static async Task<MailServer> StartAsync(string mode, string name = "mail.test")
    {
        var folder = Directory.CreateTempSubdirectory("isotherm-mail-").FullName;
        var root = Certificate(folder, name);
        await File.WriteAllTextAsync(Path.Combine(folder, "server.py"), Program);
        var port = AnvilProcess.FreePort();
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(folder, "server.py"), $"{port}", mode, Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("/usr/bin/python3 did not start.");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var line = await process.StandardOutput.ReadLineAsync(limit.Token);
        return line == "ready"
            ? new MailServer(process, folder, port, root)
            : throw new InvalidOperationException("aiosmtpd did not start; install the Debian package python3-aiosmtpd (scripts/prepare.sh does).");
    }

    /// <summary>The next mail; waits for it.</summary>
    public async Task<Mail> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var line = await _process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The mail server ended.");
        return JsonSerializer.Deserialize<Mail>(line, JsonSerializerOptions.Web)!;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static X509Certificate2 Certificate(string folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Parse("127.0.0.9"));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), made.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return X509CertificateLoader.LoadCertificate(made.RawData);
    }
}

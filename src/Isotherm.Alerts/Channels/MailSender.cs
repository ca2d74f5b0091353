using System.Net.Security;
using System.Net.Sockets;
using Isotherm.Alerts.Channels.Formats;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Outbound;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Isotherm.Alerts.Channels;

/// <summary>Sends mail over connections that <see cref="OutboundDialer"/> opened.</summary>
internal sealed class MailSender(OutboundDialer dialer, SenderOptions options, TimeProvider time)
{
    public async Task<SendResult> SendAsync(MailSettings settings, AlertMessage message, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(dialer.Policy.RequestTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        using var client = new TolerantSmtpClient(RemoteTrust.Of(dialer.Policy));
        var taken = false;
        var answer = "";
        try
        {
            await ConnectAsync(client, settings, both.Token).ConfigureAwait(false);
            using var mail = MailBody.Write(message, settings, options, time.GetUtcNow());
            answer = await client.SendAsync(mail, both.Token).ConfigureAwait(false);
            taken = true;
            await client.DisconnectAsync(quit: true, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested && !taken)
        {
            return new SendResult.Failed(null, $"the mail server took longer than {dialer.Policy.RequestTimeout.TotalSeconds:0.#} s");
        }
        catch (Exception late) when (taken && late is OperationCanceledException or IOException or ProtocolException)
        {
            // The server has taken the mail; how it says goodbye does not matter.
            return Taken(answer, client);
        }
        catch (SmtpCommandException refused)
        {
            return new SendResult.Failed((int)refused.StatusCode, Said(refused)) { EndpointIll = false };
        }
        catch (AuthenticationException)
        {
            return new SendResult.Failed(535, "the mail server does not take the user name and password") { EndpointIll = false };
        }
        catch (Exception broken) when (Why(broken) is { } why)
        {
            return new SendResult.Failed(null, why);
        }

        return Taken(answer, client);
    }

    private async Task ConnectAsync(SmtpClient client, MailSettings settings, CancellationToken ct)
    {
        var socket = await dialer.DialAsync(settings.Host, settings.Port, ct).ConfigureAwait(false);
        try
        {
            await client.ConnectAsync(socket, settings.Host, settings.Port, Options(settings.Security), ct).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        if (settings is { UserName: { } user, Password: { } password })
            await client.AuthenticateAsync(user, password.Reveal(), ct).ConfigureAwait(false);
    }

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private static string Said(SmtpCommandException refused) => refused.ErrorCode switch
    {
        SmtpErrorCode.SenderNotAccepted => $"the sender is refused: {refused.Message}",
        SmtpErrorCode.RecipientNotAccepted => $"no receiver is taken: {refused.Message}",
        _ => refused.Message,
    };

    private static SendResult.Taken Taken(string answer, TolerantSmtpClient client) =>
        new(250, client.Refused.Count == 0 ? answer : $"{answer}; not taken for {string.Join(", ", client.Refused)}");

    private static string? Why(Exception broken) => broken switch
    {
        OutboundRefusedException or TimeoutException => broken.Message,
        SslHandshakeException => "the mail server's certificate is not trusted, or is for another name",
        SocketException socket => $"no connection to the mail server: {socket.SocketErrorCode}",
        NotSupportedException => "the mail server does not offer STARTTLS or authentication, which the channel asks for",
        IOException or ProtocolException or System.Security.Authentication.AuthenticationException => $"the connection to the mail server broke: {broken.GetType().Name}",
        _ => null,
    };

    /// <summary>A receiver who is refused does not keep the others from their mail.</summary>
    private sealed class TolerantSmtpClient : SmtpClient
    {
        public TolerantSmtpClient(RemoteCertificateValidationCallback trust)
        {
            // Revocation lists would be fetched from addresses that the certificate names.
            CheckCertificateRevocation = false;
            ServerCertificateValidationCallback = trust;
        }

        public List<string> Refused { get; } = [];

        protected override void OnRecipientNotAccepted(MimeKit.MimeMessage message, MimeKit.MailboxAddress mailbox, SmtpResponse response) =>
            Refused.Add($"{mailbox.Address} ({(int)response.StatusCode})");

        protected override void OnNoRecipientsAccepted(MimeKit.MimeMessage message) =>
            throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.MailboxUnavailable, string.Join(", ", Refused));
    }
}

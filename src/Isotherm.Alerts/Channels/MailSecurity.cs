namespace Isotherm.Alerts.Channels;

/// <summary>How an SMTP connection is protected. In JSON the lower-case name.</summary>
public enum MailSecurity : byte
{
    /// <summary>STARTTLS, and no mail without it (usually port 587).</summary>
    StartTls = 0,

    /// <summary>TLS from the first byte (usually port 465).</summary>
    Tls = 1,

    /// <summary>In the clear; only to a server that the operator's allow-list names.</summary>
    None = 2,
}

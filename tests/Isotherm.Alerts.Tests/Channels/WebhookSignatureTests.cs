using System.Security.Cryptography;
using System.Text;
using Isotherm.Alerts.Channels;

namespace Isotherm.Alerts.Tests.Channels;

public sealed class WebhookSignatureTests
{
    [Fact]
    public void The_published_example_gets_the_published_signature()
    {
        // The example of the Standard Webhooks specification and its libraries.
        var header = WebhookSignature.Sign([new Secret(Sample.WebhookSecret)], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", header);
    }

    [Fact]
    public void A_rotation_signs_with_both_secrets_the_new_one_first()
    {
        var (fresh, old) = (WebhookSignature.Create(), new Secret(Sample.WebhookSecret));

        var signatures = WebhookSignature.Sign([fresh, old], "m-1", 1, "{}"u8).Split(' ');

        Assert.Equal(WebhookSignature.Sign([fresh], "m-1", 1, "{}"u8), signatures[0]);
        Assert.Equal(WebhookSignature.Sign([old], "m-1", 1, "{}"u8), signatures[1]);
        Assert.Equal(2, signatures.Length);
    }

    [Fact]
    public void Each_part_of_what_is_signed_changes_the_signature()
    {
        var secret = new Secret(Sample.WebhookSecret);
        string[] headers =
        [
            WebhookSignature.Sign([secret], "m-1", 1, "{}"u8),
            WebhookSignature.Sign([secret], "m-2", 1, "{}"u8),
            WebhookSignature.Sign([secret], "m-1", 2, "{}"u8),
            WebhookSignature.Sign([secret], "m-1", 1, "{ }"u8),
        ];

        Assert.Equal(4, headers.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("whsec_", false)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    [InlineData("whsec_not base64 at all!!", false)]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    [InlineData(Sample.WebhookSecret, true)]
    public void A_secret_has_its_prefix_and_base64(string? text, bool good) => Assert.Equal(good, WebhookSignature.IsSecret(text));

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool good) =>
        Assert.Equal(good, WebhookSignature.IsSecret("whsec_" + Convert.ToBase64String(new byte[bytes])));

    [Fact]
    public void Secrets_that_are_made_are_good_and_differ()
    {
        var made = Enumerable.Range(0, 100).Select(_ => WebhookSignature.Create().Reveal()).ToArray();

        Assert.All(made, s => Assert.True(WebhookSignature.IsSecret(s)));
        Assert.Equal(100, made.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_is_no_secret_is_not_signed_with()
    {
        var error = Assert.Throws<ArgumentException>(() => WebhookSignature.Sign([new Secret("whsec_short")], "m", 1, "{}"u8));

        Assert.DoesNotContain("whsec_short", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The published algorithm, written down again for receivers in tests.</summary>
    public static bool Verify(string secret, string id, string timestamp, byte[] body, string header)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret.Replace("whsec_", "", StringComparison.Ordinal)));
        hmac.AppendData(Encoding.ASCII.GetBytes(id));
        hmac.AppendData("."u8);
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp));
        hmac.AppendData("."u8);
        hmac.AppendData(body);
        var expected = hmac.GetHashAndReset();
        return header.Split(' ').Where(s => s.StartsWith("v1,", StringComparison.Ordinal))
            .Any(s => CryptographicOperations.FixedTimeEquals(expected, Convert.FromBase64String(s[3..])));
    }
}

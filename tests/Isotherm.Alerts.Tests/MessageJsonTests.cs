using System.Text;
using System.Text.Json;
using Isotherm.Alerts.Messages;
using Isotherm.Alerts.Tests.Machine;

namespace Isotherm.Alerts.Tests;

public sealed class MessageJsonTests
{
    [Fact]
    public void A_message_reads_back_as_it_was_written()
    {
        Desk desk = new(new SmallNetwork(2), Desk.Red(12) with { EscalateTo = "pager" });
        desk.Network.Set(1, 11_000).Set(2, 10_000).Flag(2, 100);
        var message = Assert.Single(desk.Block());

        var text = MessageJson.Write(message);
        var back = MessageJson.Read(text);

        Assert.Equal(Encoding.UTF8.GetString(text), Encoding.UTF8.GetString(MessageJson.Write(back)));
        Assert.Equal(message.Subjects, back.Subjects);
        Assert.Equal((message.Id, message.Headline, message.Block, message.EscalateTo, 300), (back.Id, back.Headline, back.Block, back.EscalateTo, back.EscalateAfterSeconds));
        Assert.Contains("\"kind\":\"fire\"", Encoding.UTF8.GetString(text), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"alertId\":1}")]
    public void What_is_no_message_is_refused(string text) =>
        Assert.Throws<JsonException>(() => MessageJson.Read(Encoding.UTF8.GetBytes(text)));
}

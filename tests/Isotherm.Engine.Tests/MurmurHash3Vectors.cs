using System.Text;

namespace Isotherm.Engine.Tests;

public sealed class MurmurHash3Vectors
{
    [Theory]
    [InlineData("", 0u, 0u)]
    [InlineData("", 1u, 0x514E28B7u)]
    [InlineData("", 0xFFFFFFFFu, 0x81F16F39u)]
    [InlineData("FFFFFFFF", 0u, 0x76293B50u)]
    [InlineData("21436587", 0u, 0xF55B516Bu)]
    [InlineData("21436587", 0x5082EDEEu, 0x2362F9DEu)]
    [InlineData("214365", 0u, 0x7E4A8634u)]
    [InlineData("2143", 0u, 0xA0F7B07Au)]
    [InlineData("21", 0u, 0x72661CF4u)]
    [InlineData("00000000", 0u, 0x2362F9DEu)]
    [InlineData("000000", 0u, 0x85F0B427u)]
    [InlineData("0000", 0u, 0x30F4C306u)]
    [InlineData("00", 0u, 0x514E28B7u)]
    public void Bytes_hash_as_published(string hex, uint seed, uint expected) =>
        Assert.Equal(expected, MurmurHash3.Hash(Convert.FromHexString(hex), seed));

    [Theory]
    [InlineData("a", 0x7FA09EA6u)]
    [InlineData("aa", 0x5D211726u)]
    [InlineData("aaa", 0x283E0130u)]
    [InlineData("aaaa", 0x5A97808Au)]
    [InlineData("abc", 0xC84A62DDu)]
    [InlineData("Hello, world!", 0x24884CBAu)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x2FA826CDu)]
    public void Texts_hash_as_published(string text, uint expected) =>
        Assert.Equal(expected, MurmurHash3.Hash(Encoding.UTF8.GetBytes(text), 0x9747b28c));

    [Fact]
    public void The_four_lanes_are_the_four_seeds_of_the_protocol()
    {
        byte[] row = [3, 1, 4, 1, 5, 9, 2];

        StateDigest digest = StateDigest.OfRow(row);

        Assert.Equal(MurmurHash3.Hash(row, 0x9e3779b9), digest.Lane0);
        Assert.Equal(MurmurHash3.Hash(row, 0x3c6ef372), digest.Lane1);
        Assert.Equal(MurmurHash3.Hash(row, 0xdaa66d2b), digest.Lane2);
        Assert.Equal(MurmurHash3.Hash(row, 0x78dde6e4), digest.Lane3);
    }

    [Fact]
    public void Lanes_wrap_and_print_as_eight_digits_each()
    {
        StateDigest sum = new StateDigest(uint.MaxValue, 1, 2, 3) + new StateDigest(2, 0, 0, 0xA);

        Assert.Equal("0000000100000001000000020000000d", sum.ToString());
        Assert.Equal(new StateDigest(uint.MaxValue, 1, 2, 3), sum - new StateDigest(2, 0, 0, 0xA));
    }
}

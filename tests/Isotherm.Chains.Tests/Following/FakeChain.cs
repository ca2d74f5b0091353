using System.Numerics;
using Isotherm.Chains.Evm;
using Isotherm.Chains.Evm.Abi;
using Isotherm.Chains.Feeds;
using Isotherm.Chains.Tests.Manifests;

namespace Isotherm.Chains.Tests.Following;

/// <summary>A chain in memory, with branches. Each block stakes for one node, so that every block has facts.</summary>
internal sealed class FakeChain
{
    public static readonly AbiEvent Staked = DemoManifest.Manifest.Events.Single(e => e.Event.Name == "Staked").Event;
    private readonly Dictionary<string, FakeBlock> _all = [];
    private int _salt;

    public FakeChain(int blocks)
    {
        Add(new FakeBlock(0, Hash("genesis"), "0x" + new string('0', 64), [], 0));
        Mine(blocks);
    }

    public List<FakeBlock> Canonical { get; private set; } = [];

    public FakeBlock Head => Canonical[^1];

    public FakeBlock? Find(string hash) => _all.GetValueOrDefault(hash);

    public bool IsCanonical(FakeBlock block) => block.Number < (ulong)Canonical.Count && Canonical[(int)block.Number].Hash == block.Hash;

    public void Mine(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var salt = ++_salt;
            Add(new FakeBlock(Head.Number + 1, Hash($"{Head.Hash}{salt}"), Head.Hash, [Stake(salt)], 100 + salt));
        }
    }

    /// <summary>A block with these logs, and those that the chain would make itself left out.</summary>
    public void MineWith(params FakeLog[] logs)
    {
        var salt = ++_salt;
        Add(new FakeBlock(Head.Number + 1, Hash($"{Head.Hash}{salt}"), Head.Hash, logs, Head.Price));
    }

    /// <summary>Drops the last blocks: the chain is lower now.</summary>
    public void Drop(int depth) => Canonical.RemoveRange(Canonical.Count - depth, depth);

    public void Reorganise(int depth, int length)
    {
        Drop(depth);
        Mine(length);
    }

    /// <summary>Makes an earlier branch canonical again.</summary>
    public void SwitchTo(string headHash)
    {
        var branch = new List<FakeBlock>();
        for (var block = _all[headHash]; ; block = _all[block.Parent])
        {
            branch.Insert(0, block);
            if (block.Number == 0)
            {
                break;
            }
        }

        Canonical = branch;
    }

    public static FakeLog Stake(int salt) => new(
        DemoManifest.Settlement,
        [Staked.Topic, Word(salt % 50), Word(salt % 7), Word(1)],
        [.. Hex.Decode(Word(5)), .. Hex.Decode(Word(salt))]);

    public static FakeLog Round(string feed, BigInteger answer, int round, int updatedAt) =>
        new(feed, [FeedSource.AnswerUpdated.Topic, Word(answer), Word(round)], Hex.Decode(Word(updatedAt)));

    public static string Word(BigInteger value) => "0x" + value.ToString("x64", System.Globalization.CultureInfo.InvariantCulture)[^64..];

    private static string Hash(string text) => Hex.Encode(Keccak.Hash(text));

    private void Add(FakeBlock block)
    {
        _all[block.Hash] = block;
        Canonical.Add(block);
    }
}

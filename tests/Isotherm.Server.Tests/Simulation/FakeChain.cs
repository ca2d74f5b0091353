using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Isotherm.Domain;

namespace Isotherm.Server.Tests.Simulation;

/// <summary>A node with a canonical chain that tests mine and reorganise; its sources yield what leads a reader there.</summary>
internal sealed class FakeChain
{
    private readonly Lock _mining = new();
    private volatile ImmutableChain _chain = new([], 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    private int _salt;

    public static string GenesisHash => "0x" + new string('e', 64);

    /// <summary>The token's price with 8 decimals for the next blocks; null for a feed that can't be read.</summary>
    public BigInteger? Price { get; set; } = 20_000_000;

    public ChainStatus Status { get; set; } = new() { ChainId = 31_337, GenesisHash = GenesisHash };

    /// <summary>What sources were asked for.</summary>
    public List<(IReadOnlyList<BlockRef> Known, string? Genesis)> Follows { get; } = [];

    /// <summary>Blocks up to this one are yielded as backfill.</summary>
    public ulong BackfillUntil { get; set; }

    public BlockHeader Head => _chain.Blocks[^1].Block.Header;

    public (Block Block, Fact[] Facts) Last => _chain.Blocks[^1];

    public (Block Block, Fact[] Facts) BlockAt(int number) => _chain.Blocks[number];

    public IChainSource Open() => new Source(this);

    /// <summary>Adds a block with these facts.</summary>
    public BlockHeader Mine(params Fact[] facts)
    {
        lock (_mining)
            return Add([facts]);
    }

    /// <summary>Takes the last blocks off and adds one for each list of facts, at once.</summary>
    public BlockHeader Reorganise(int depth, params Fact[][] blocks)
    {
        lock (_mining)
        {
            _salt++;
            return Add(blocks, depth);
        }
    }

    private BlockHeader Add(IReadOnlyList<Fact[]> blocks, int depth = 0)
    {
        var before = _chain;
        var kept = before.Blocks.RemoveRange(before.Blocks.Length - depth, depth);
        foreach (var facts in blocks)
            kept = kept.Add((Next(kept), facts));
        _chain = new ImmutableChain(kept, before.Version + 1, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        before.Changed.TrySetResult();
        return kept[^1].Block.Header;
    }

    private Block Next(ImmutableArray<(Block Block, Fact[] Facts)> below)
    {
        var number = (ulong)below.Length;
        var parent = below.Length == 0 ? new string('0', 64) : below[^1].Block.Header.Hash[2..];
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{parent} {number} {_salt}")));
        var time = World.Genesis + ((long)number * 2);
        var header = new BlockHeader(number, "0x" + hash, "0x" + parent, time, 20_000_000_000);
        var price = Price is { } value ? new FeedReading(value, 8, time, number + 1) : null;
        return new Block(header, price, World.NativePrice with { UpdatedAt = time });
    }

    private sealed record ImmutableChain(ImmutableArray<(Block Block, Fact[] Facts)> Blocks, int Version, TaskCompletionSource Changed);

    private sealed class Source(FakeChain node) : IChainSource
    {
        public ChainStatus Status => node.Status;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public async IAsyncEnumerable<ChainStep> FollowAsync(
            IReadOnlyList<BlockRef> known, string? expectedGenesis, [EnumeratorCancellation] CancellationToken ct)
        {
            node.Follows.Add((known, expectedGenesis));
            var held = known.ToList();
            while (true)
            {
                var chain = node._chain;
                var common = held.FindLastIndex(r => r.Number < (ulong)chain.Blocks.Length && chain.Blocks[(int)r.Number].Block.Header.Ref == r);
                if (common < held.Count - 1)
                {
                    held.RemoveRange(common + 1, held.Count - common - 1);
                    yield return new ChainStep.Rewind(held[^1]);
                }

                var next = held.Count == 0 ? 0 : (int)held[^1].Number + 1;
                if (next < chain.Blocks.Length)
                {
                    var (block, facts) = chain.Blocks[next];
                    held.Add(block.Header.Ref);
                    yield return new ChainStep.Extend(block, facts, block.Header.Number >= node.BackfillUntil);
                }
                else
                {
                    await chain.Changed.Task.WaitAsync(ct);
                }
            }
        }
    }
}

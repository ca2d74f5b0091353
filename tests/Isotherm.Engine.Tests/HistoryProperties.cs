using System.Text.Json.Nodes;
using CsCheck;
using Isotherm.Domain;

namespace Isotherm.Engine.Tests;

public sealed class HistoryProperties
{
    private static readonly Gen<int> Seeds = Gen.Int[0, int.MaxValue];

    [Fact]
    public void Applying_and_undoing_a_block_is_identity() => Seeds.Sample(
        seed =>
        {
            RandomHistory history = new(seed);
            NetworkState state = new(history.Rules);
            Stack<(byte[] Saved, string Ledger, NetworkPicture? Picture, ReadOnlyMemory<byte> Undo)> past = [];
            for (int i = 0; i < 25; i++)
            {
                (byte[] saved, string ledger, NetworkPicture? picture) = (state.Save(), state.LedgerHash(), state.Picture);
                (Block block, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                past.Push((saved, ledger, picture, state.Apply(block, facts).Undo));
            }

            while (past.TryPop(out var before))
            {
                state.Undo(before.Undo);
                SamePicture.Assert(before.Picture, state.Picture);
                Assert.Equal(before.Ledger, state.LedgerHash());
                Assert.Equal(before.Saved, state.Save());
            }
        },
        iter: 150);

    [Fact]
    public void Any_schedule_of_reorganisations_equals_a_replay_from_genesis() => Seeds.Sample(
        seed =>
        {
            RandomHistory history = new(seed);
            Random random = new(seed);
            NetworkState state = new(history.Rules);
            List<(Block Block, IReadOnlyList<Fact> Facts, ReadOnlyMemory<byte> Undo)> chain = [];
            for (int i = 0; i < 60; i++)
            {
                int depth = random.Next(5) == 0 ? random.Next(Math.Min(32, chain.Count) + 1) : 0;
                for (; depth > 0; depth--)
                {
                    state.Undo(chain[^1].Undo);
                    chain.RemoveAt(chain.Count - 1);
                }

                (Block block, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                chain.Add((block, facts, state.Apply(block, facts).Undo));
            }

            NetworkState replayed = new(history.Rules);
            foreach (var (block, facts, _) in chain)
                replayed.Apply(block, facts);
            SamePicture.Assert(replayed.Picture, state.Picture);
            Assert.Equal(replayed.LedgerHash(), state.LedgerHash());
            Assert.Equal(replayed.Save(), state.Save());
        },
        iter: 60);

    [Fact]
    public void A_state_loaded_at_any_block_goes_on_as_the_saved_one() => Seeds.Sample(
        seed =>
        {
            RandomHistory history = new(seed);
            NetworkState state = new(history.Rules);
            for (int i = 0; i < 20; i++)
            {
                byte[] saved = state.Save();
                NetworkState loaded = NetworkState.Load(history.Rules, saved);
                Assert.Equal(saved, loaded.Save());
                SamePicture.Assert(state.Picture, loaded.Picture);
                (Block block, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                AppliedBlock expected = state.Apply(block, facts);
                AppliedBlock actual = loaded.Apply(block, facts);
                SamePicture.Assert(expected.Picture, actual.Picture);
                Assert.Equal(expected.Undo.ToArray(), actual.Undo.ToArray());
                Assert.Equal(expected.Transitions, actual.Transitions);
                loaded.Undo(expected.Undo);
                Assert.Equal(saved, loaded.Save());
            }
        },
        iter: 60);

    [Fact]
    public void Every_picture_agrees_with_the_domain_and_with_itself() => Seeds.Sample(
        seed =>
        {
            RandomHistory history = new(seed);
            NetworkState state = new(history.Rules);
            NetworkPicture? before = null;
            for (int i = 0; i < 40; i++)
            {
                (Block block, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                AppliedBlock applied = state.Apply(block, facts);
                PictureClaims.Assert(applied.Picture);
                Assert.Equal(PictureClaims.Transitions(before, applied.Picture), applied.Transitions);
                before = applied.Picture;
            }
        },
        iter: 100);

    [Fact]
    public void Random_histories_visit_every_zone_queue_state_and_verdict()
    {
        HashSet<object> seen = [];
        for (int seed = 0; seed < 120; seed++)
        {
            RandomHistory history = new(seed);
            NetworkState state = new(history.Rules);
            for (int i = 0; i < 40; i++)
            {
                (Block block, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                NetworkPicture picture = state.Apply(block, facts).Picture;
                seen.Add(FeedVerdicts.OfToken(picture.Market));
                seen.UnionWith(picture.Zones.ToArray().Cast<object>());
                seen.UnionWith(picture.Rows.Select(row => (object)row.QueueState));
                seen.UnionWith(picture.Rows.Select(row => (object)Ratio.Of(row.Terms, picture.Market).UnknownReason));
                seen.UnionWith(facts.Select(fact => fact.GetType()));
            }
        }

        Assert.Equal(Enum.GetValues<Zone>(), seen.OfType<Zone>().Order());
        Assert.Equal(Enum.GetValues<QueueState>(), seen.OfType<QueueState>().Order());
        Assert.Equal(Enum.GetValues<FeedVerdict>(), seen.OfType<FeedVerdict>().Order());
        Assert.Equal(Enum.GetValues<UnknownReason>(), seen.OfType<UnknownReason>().Order());
        Assert.Equal(
            typeof(Fact).GetNestedTypes().Select(type => type.Name).Order(),
            seen.OfType<Type>().Select(type => type.Name).Order());
    }

    [Fact]
    public void A_reader_of_the_wire_computes_every_state_hash() => Seeds.Sample(
        seed =>
        {
            RandomHistory history = new(seed);
            NetworkState state = new(history.Rules);
            for (int i = 0; i < 15; i++)
            {
                (Block block, IReadOnlyList<Fact> facts) = history.Next(state.Picture);
                NetworkPicture picture = state.Apply(block, facts).Picture;
                Assert.Equal(picture.StateHash, WireHash.Of(JsonNode.Parse(HeatmapTerms.Of(picture).ToJsonString())!));
            }
        },
        iter: 30);
}

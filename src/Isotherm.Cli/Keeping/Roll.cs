using Isotherm.Domain;

namespace Isotherm.Cli.Keeping;

/// <summary>The states of the last blocks, so that a reorganisation is undone exactly.</summary>
/// <param name="rules">The network's.</param>
/// <param name="depth">Blocks kept; as many as the follower's window.</param>
internal sealed class Roll(NetworkRules rules, int depth)
{
    private readonly List<(Block Block, RollState State)> _states = [];
    private RollState _oldest = RollState.Empty(rules);

    /// <summary>By the end of the last block taken.</summary>
    public RollState Now => _states.Count > 0 ? _states[^1].State : _oldest;

    /// <summary>The last block taken; null before any.</summary>
    public Block? Block => _states.Count > 0 ? _states[^1].Block : null;

    /// <summary>Takes the follower's next step.</summary>
    public void Take(ChainStep step)
    {
        switch (step)
        {
            case ChainStep.Extend extend:
                _states.Add((extend.Block, extend.Facts.Aggregate(Now, (state, fact) => state.After(fact))));
                if (_states.Count > depth)
                {
                    _oldest = _states[0].State;
                    _states.RemoveAt(0);
                }

                break;
            case ChainStep.Rewind rewind:
                _states.RemoveAll(s => s.Block.Header.Number > rewind.To.Number);
                break;
        }
    }
}

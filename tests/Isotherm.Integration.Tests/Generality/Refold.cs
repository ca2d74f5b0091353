using Isotherm.Chains.Following;
using Isotherm.Chains.Manifests;
using Isotherm.Domain;
using Isotherm.Engine;

namespace Isotherm.Integration.Tests.Generality;

/// <summary>Folds a recorded history once more, by a manifest of its own: the same blocks, logs and reorganisations.</summary>
internal static class Refold
{
    /// <summary>The first place at which this manifest does not give what the contract said, or does not give anything; null when it agrees to the end.</summary>
    public static string? FirstDisagreement(IReadOnlyList<RecordedStep> history, Manifest manifest)
    {
        FactDecoder decoder = new(manifest);
        NetworkState state = new(manifest.Rules);
        FineLedger fines = new();
        Stack<ReadOnlyMemory<byte>> undo = [];
        foreach (RecordedStep step in history)
        {
            if (step is RecordedStep.Rewind rewind)
            {
                while (state.Picture is { } picture && picture.Block.Number > rewind.To.Number)
                    state.Undo(undo.Pop());
                fines.Rewind(rewind.To.Number);
                continue;
            }

            RecordedStep.Extend extend = (RecordedStep.Extend)step;
            Fetched<IReadOnlyList<Fact>> facts = decoder.Decode(extend.Contract.Logs, extend.Block.Header.Timestamp);
            if (facts.Value is null)
                return facts.Trouble!.ToString();
            try
            {
                undo.Push(state.Apply(extend.Block, facts.Value).Undo);
            }
            catch (FoldException e)
            {
                return e.Message;
            }

            fines.Extend(extend.Block.Header.Number, facts.Value);
            if (BondComparison.Difference(state.Picture!, fines.Totals, extend.Contract) is { } difference)
                return difference;
        }

        return null;
    }
}

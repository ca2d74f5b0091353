using Isotherm.Chains.Evm.Abi;

namespace Isotherm.Cli.Drafting;

/// <summary>Events that move amounts: which parameter is the change, and which the new total.</summary>
internal static class AmountRules
{
    private static readonly Term From = new("from", "taken lost slashed");

    /// <summary>Collateral or rewards of a node grew, shrank or were set.</summary>
    /// <param name="draft">The event.</param>
    /// <param name="what">Collateral or reward.</param>
    /// <param name="balance">The effects' first half: <c>collateral</c> or <c>rewards</c>.</param>
    public static void Balance(EventDraft draft, Term what, string balance)
    {
        draft.By(what);
        var isLoss = draft.Speaks(Vocabulary.Loss);
        var isSet = !isLoss && draft.Speaks(Vocabulary.Set);
        if (!isSet)
        {
            if (!isLoss && !draft.Speaks(Vocabulary.Gain))
            {
                draft.Lacks($"it speaks of {balance}, but not of what happens to them");
                return;
            }

            draft.By(isLoss ? Vocabulary.Loss : Vocabulary.Gain);
        }

        var (total, change) = Split(draft, what);
        if (total is { } after && (isSet || change is not null || Vocabulary.Total.IsIn(after.Words)))
        {
            Subject(draft.Effect($"{balance}.set"), draft).Use("amount", after, what.In(after.Words) ?? Sureness.Likely);
        }
        else if (isSet && change is not null)
        {
            Subject(draft.Effect($"{balance}.set"), draft).Use("amount", change, Sureness.Likely);
        }
        else if ((change ?? total) is { } amount)
        {
            if (change is null)
            {
                draft.Note($"'{amount.Path}' is taken as the change, not as the new total");
            }

            Subject(draft.Effect($"{balance}.{(isLoss ? "subtract" : "add")}"), draft).Use("amount", amount, Vocabulary.Amount.In(amount.Words) ?? Sureness.Likely);
        }
        else
        {
            draft.Lacks($"no parameter could be the amount of {balance}: expected a number");
        }
    }

    /// <summary>A penalty is recorded, and its amounts leave rewards and collateral.</summary>
    public static void Penalty(EventDraft draft)
    {
        draft.By(Vocabulary.Penalty);
        var fromRewards = draft.Amounts.FirstOrDefault(c => From.IsIn(c.Words) && Vocabulary.Reward.IsIn(c.Words));
        var fromCollateral = draft.Amounts.FirstOrDefault(c => From.IsIn(c.Words) && Vocabulary.Collateral.IsIn(c.Words));
        var amount = fromRewards is null && fromCollateral is null ? Split(draft, Vocabulary.Collateral).Change : null;
        if (amount is not null)
        {
            draft.Note($"'{amount.Path}' is taken to leave the collateral and no rewards");
            fromCollateral = amount;
        }

        if (fromRewards is null && fromCollateral is null)
        {
            draft.Lacks("no parameter could be the penalty's amount: expected a number");
            return;
        }

        var penalty = Subject(draft.Effect("node.penalise"), draft);
        Part(penalty, "fromRewards", fromRewards);
        Part(penalty, "fromCollateral", fromCollateral);
        penalty.TakeOr("reason", Vocabulary.Reason, "");
        Rest(draft, Vocabulary.Reward, "rewards", fromRewards);
        Rest(draft, Vocabulary.Collateral, "collateral", fromCollateral);
    }

    private static void Part(EffectDraft penalty, string argument, Candidate? from)
    {
        if (from is null)
        {
            penalty.Constant(argument, 0);
        }
        else
        {
            penalty.Use(argument, from, Sureness.Sure);
        }
    }

    private static void Rest(EventDraft draft, Term what, string balance, Candidate? from)
    {
        if (draft.Amounts.FirstOrDefault(c => IsTotal(c, what) && what.IsIn(c.Words)) is { } total)
        {
            Subject(draft.Effect($"{balance}.set"), draft).Use("amount", total, Sureness.Sure);
        }
        else if (from is not null)
        {
            Subject(draft.Effect($"{balance}.subtract"), draft).Use("amount", from, Sureness.Likely);
        }
    }

    private static (Candidate? Total, Candidate? Change) Split(EventDraft draft, Term what)
    {
        var amounts = draft.Amounts.ToArray();
        var total = amounts.Where(c => IsTotal(c, what)).OrderByDescending(c => Vocabulary.Total.IsIn(c.Words)).FirstOrDefault();
        var rest = amounts.Where(c => c != total).ToArray();
        var change = rest.FirstOrDefault(c => Vocabulary.Amount.IsIn(c.Words) && !Vocabulary.Total.IsIn(c.Words)) ?? (rest.Length == 1 ? rest[0] : null);
        return (total, change);
    }

    // "collateral", "newStake", "remaining" are balances; "amount" and "fromCollateral" are not.
    private static bool IsTotal(Candidate candidate, Term what) =>
        candidate.Type is AbiType.UnsignedInteger && candidate.Words.All(w => what.IsIn([w]) || Vocabulary.Total.IsIn([w]));

    // Where stakes belong to the cluster itself, the cluster is its only node.
    private static EffectDraft Subject(EffectDraft effect, EventDraft draft)
    {
        if (draft.Candidates.Any(c => Vocabulary.Node.IsIn(c.Words) || c.Path == "id") || draft.Candidates.FirstOrDefault(c => Vocabulary.Cluster.IsIn(c.Words)) is not { } cluster)
        {
            return effect.Take("node", Vocabulary.Node);
        }

        draft.Note($"'{cluster.Path}' is taken as the node: the cluster itself holds the amount");
        return effect.Use("node", cluster, Sureness.Guess);
    }
}

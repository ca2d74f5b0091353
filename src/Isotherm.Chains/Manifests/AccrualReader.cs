namespace Isotherm.Chains.Manifests;

/// <summary>Reads <c>accrual</c>: the unit of the index by which rewards accrue.</summary>
internal static class AccrualReader
{
    private const int Usual = 18;
    private const int Most = 36;

    /// <summary>Decimals of the index; the section is required where an effect needs it.</summary>
    public static int Decimals(FieldReader fields, IEnumerable<EventBinding> events)
    {
        if (fields.Object("accrual", required: false) is { } accrual)
        {
            var decimals = (int)accrual.Whole("decimals", 0, Most);
            accrual.Done();
            return decimals;
        }

        if (events.SelectMany(e => e.Effects).FirstOrDefault(e => e.Kind.IsAccrual) is { } effect)
        {
            fields.Wrong("accrual", $"expected a field 'accrual' with the index's 'decimals' (0 to {Most}), since an event has the effect '{effect.Kind.Name}'");
        }

        return Usual;
    }
}

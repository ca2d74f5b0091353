using Isotherm.Domain;

namespace Isotherm.Alerts.Rules;

/// <summary>Which clusters a rule is about.</summary>
public abstract record RuleScope
{
    private RuleScope()
    {
    }

    /// <summary>Whether a cluster is meant.</summary>
    public bool Covers(ClusterTerms terms) => this switch
    {
        Clusters clusters => clusters.Has(terms.Id),
        Operators operators => operators.Has(terms.Operator),
        GpuClass gpu => gpu.Class == terms.Class,
        _ => true,
    };

    /// <summary>All of them, later ones too.</summary>
    public sealed record Network : RuleScope;

    /// <summary>These.</summary>
    public sealed record Clusters(IReadOnlyList<ClusterId> Ids) : RuleScope
    {
        private readonly HashSet<ClusterId> _ids = [.. Ids];

        internal bool Has(ClusterId id) => _ids.Contains(id);

        /// <inheritdoc />
        public bool Equals(Clusters? other) => other is not null && Ids.SequenceEqual(other.Ids);

        /// <inheritdoc />
        public override int GetHashCode() => Ids.Count;
    }

    /// <summary>All clusters of these operators, later ones too.</summary>
    /// <param name="Addresses">As facts carry them; compared without case.</param>
    public sealed record Operators(IReadOnlyList<string> Addresses) : RuleScope
    {
        private readonly HashSet<string> _addresses = new(Addresses, StringComparer.OrdinalIgnoreCase);

        internal bool Has(string address) => _addresses.Contains(address);

        /// <inheritdoc />
        public bool Equals(Operators? other) => other is not null && Addresses.SequenceEqual(other.Addresses, StringComparer.OrdinalIgnoreCase);

        /// <inheritdoc />
        public override int GetHashCode() => Addresses.Count;
    }

    /// <summary>All clusters of a GPU class.</summary>
    public sealed record GpuClass(ClassId Class) : RuleScope;
}

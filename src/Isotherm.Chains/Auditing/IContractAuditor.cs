using Isotherm.Domain;

namespace Isotherm.Chains.Auditing;

/// <summary>Asks a network's contract what it says itself about clusters (spec 1.6).</summary>
public interface IContractAuditor : IDisposable
{
    /// <summary>The views that are asked, as the manifest names them.</summary>
    IReadOnlyList<string> Views { get; }

    /// <summary>Most clusters of one question, so that its calls stay within the budget.</summary>
    int MostClusters { get; }

    /// <summary>Asks about clusters at the end of one block, by its hash.</summary>
    /// <param name="block">The block.</param>
    /// <param name="clusters">At most <see cref="MostClusters"/>.</param>
    /// <param name="cancellation">Ends the question.</param>
    /// <returns>One item per cluster, in order; never throws for what a node does.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    Task<ContractAnswers> AskAsync(BlockRef block, IReadOnlyList<ClusterId> clusters, CancellationToken cancellation);
}

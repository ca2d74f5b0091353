using Isotherm.Alerts.Folding;
using Isotherm.Domain;

namespace Isotherm.Alerts.Machine;

/// <summary>The last blocks' views, as far back as rules look and a little more for reorganisations. Follows from the journal.</summary>
internal sealed class RecentViews
{
    /// <summary>Blocks kept beyond what rules look back.</summary>
    internal const int Spare = 32;

    private readonly List<IAlertView> _views = [];

    internal int Lookback { get; set; }

    /// <summary>The view of the block that the fold stands on; null when it is not at hand.</summary>
    internal IAlertView? Head { get; private set; }

    internal IAlertView? At(ulong number)
    {
        if (_views.Count == 0)
            return null;
        var first = _views[0].Market.Block.Number;
        return number >= first && number - first < (ulong)_views.Count ? _views[(int)(number - first)] : null;
    }

    internal void Add(IAlertView view)
    {
        var block = view.Market.Block;
        if (_views.Count > 0 && _views[^1].Market.Block is var last && (last.Number + 1 != block.Number || last.Hash != block.ParentHash))
            _views.Clear();
        _views.Add(view);
        // A tenth more than needed, so that the list is not moved with each block.
        var most = Lookback + Spare;
        if (_views.Count > most + (most / 10) + 1)
            _views.RemoveRange(0, _views.Count - most);
        Head = view;
    }

    internal void Rewind(BlockRef to)
    {
        while (_views.Count > 0 && _views[^1].Market.Block.Number > to.Number)
            _views.RemoveAt(_views.Count - 1);
        if (_views.Count > 0 && _views[^1].Market.Block.Ref != to)
            _views.Clear();
        Head = _views.Count > 0 ? _views[^1] : null;
    }
}

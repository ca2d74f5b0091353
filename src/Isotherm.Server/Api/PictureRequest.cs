using Isotherm.Engine;

namespace Isotherm.Server.Api;

/// <summary>The way of every call that is about a block: network, selector, picture, answer.</summary>
internal static class PictureRequest
{
    /// <summary>Answers from the picture of the wanted block, or says what is wrong.</summary>
    public static async Task<IResult> AnswerAsync(
        NetworkDirectory networks,
        string id,
        string? block,
        Func<NetworkRuntime, NetworkPicture, IResult> answer,
        CancellationToken ct)
    {
        if (networks.Find(id) is not { } network)
            return Problems.UnknownNetwork(id);
        if (!BlockSelector.TryParse(block, out var selector))
            return Problems.InvalidParameter("block", block ?? "", BlockSelector.Expected);
        if (network.View.Published is not { } published)
            return Problems.NotReady(id, network.Problem);
        var picture = selector.Tag == BlockTag.Latest
            ? published.Picture
            : selector.Resolve(network) is { } number ? await network.PictureAtAsync(number, ct) : null;
        return picture is null ? Problems.BlockNotAvailable(block ?? "latest") : answer(network, picture);
    }

    /// <summary>As above, for one cluster; the answer gets its row.</summary>
    public static Task<IResult> AnswerAsync(
        NetworkDirectory networks,
        string id,
        string cluster,
        string? block,
        Func<NetworkPicture, int, IResult> answer,
        CancellationToken ct)
    {
        if (networks.Find(id) is not null && !Parameters.TryId(cluster, out _))
            return Task.FromResult<IResult>(Problems.InvalidParameter("cluster", cluster, "a decimal integer from 0 to 2^256-1"));
        return AnswerAsync(
            networks,
            id,
            block,
            (_, picture) =>
            {
                Parameters.TryId(cluster, out var clusterId);
                for (var row = 0; row < picture.Rows.Count; row++)
                {
                    if (picture.Rows[row].Terms.Id.Value == clusterId)
                        return answer(picture, row);
                }

                return Problems.UnknownCluster(clusterId, picture.Block.Number);
            },
            ct);
    }
}

namespace Isotherm.Server.Wire;

/// <summary>One page of an account's deliveries on one network.</summary>
/// <param name="Deliveries">Newest first.</param>
/// <param name="Next">For <c>before</c> of the next, older page; null at the end.</param>
internal sealed record DeliveriesAnswer(IReadOnlyList<DeliveryBody> Deliveries, string? Next);

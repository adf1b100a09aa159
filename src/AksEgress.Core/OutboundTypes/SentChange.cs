using AksEgress.Core.Arm;
using AksEgress.Core.Operations;

namespace AksEgress.Core.OutboundTypes;

/// <summary>A change of the outbound type that was sent.</summary>
/// <param name="Change">The change.</param>
/// <param name="Response">The response; null if no change was required.</param>
/// <param name="Operation">The started operation; null if no change was required.</param>
internal sealed record SentChange(OutboundTypeChange Change, ArmResponse? Response, EgressOperation? Operation);

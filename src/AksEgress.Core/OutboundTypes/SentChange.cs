using AksEgress.Core.Arm;
using AksEgress.Core.Operations;

namespace AksEgress.Core.OutboundTypes;

/// <summary>A change of the outbound type that was sent.</summary>
/// <param name="Change">The change.</param>
/// <param name="Response">ARM's answer; null when there was nothing to send.</param>
/// <param name="Operation">The operation that the answer began; null when there was nothing to send.</param>
internal sealed record SentChange(OutboundTypeChange Change, ArmResponse? Response, EgressOperation? Operation);

# The plan and the error in README.md: dotnet run --project tests/Lab -- run docs/plan-and-refusal.ps1

$null = Connect-AksEgress -Simulated
New-AksEgressPublicIp nat-ip contoso-rg | New-AksEgressNatGateway nat |
    Set-AksEgressSubnet aks contoso-rg contoso-vnet -Force
Set-AksOutboundType contoso-aks contoso-rg userAssignedNATGateway -UpdateAuthorizedIpRange -WhatIf
Set-AksOutboundType contoso-aks contoso-rg userDefinedRouting -ErrorAction Continue

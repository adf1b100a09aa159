# Creates a cluster that egresses through an Azure Firewall: virtual network, firewall, route, rules, identity, cluster, and an
# application behind an internal load balancer that the firewall publishes.
#
# You can run this script unchanged on the simulator, in PowerShell 7.4 or later and in the lab. For Azure, change the
# names below, and run Connect-AksEgress without -Simulated. The firewall and the cluster incur costs until you remove them,
# and their creation takes about a quarter of an hour.
#
# Source: the AKS article on customizing egress with a user-defined route, of March 2020. This script uses newer features of
# Azure and says so: outbound types aren't a preview, a managed identity replaces the service principal, and nodes need
# fewer ports.

$ErrorActionPreference = 'Stop'
$prefix = 'contosofin'
$group = "$prefix-rg"
$location = 'eastus'
$cluster = "${prefix}aks"

Connect-AksEgress -Simulated
New-AksEgressResourceGroup -Name $group -Location $location

# 1. A virtual network with three subnets: for the nodes, for the addresses of services, and for the firewall, whose subnet
#    requires this name.

$network = New-AksEgressVirtualNetwork -Name "${prefix}vnet" -ResourceGroupName $group -AddressPrefix 100.64.0.0/16 -Subnet @{
    "${prefix}akssubnet" = '100.64.1.0/24'
    "${prefix}svcsubnet" = '100.64.2.0/24'
    AzureFirewallSubnet  = '100.64.3.0/24'
}
$network

# 2. The firewall with its public IP address. It needs no extension and no second step for the address. The DNS proxy allows
#    network rules with FQDNs.

$address = New-AksEgressPublicIp -Name "${prefix}fwpublicip" -ResourceGroupName $group -Sku Standard
$firewall = New-AksEgressFirewall -Name "${prefix}fw" -ResourceGroupName $group -VirtualNetwork $network -PublicIp $address -EnableDnsProxy
$firewall

# 3. The route table: all traffic goes to the firewall, and traffic to the firewall's own public IP address goes to the
#    Internet, so that replies to inbound connections use the same path. -DefaultRouteTo creates both routes.

$table = New-AksEgressRouteTable -Name "${prefix}fwrt" -ResourceGroupName $group -DefaultRouteTo $firewall
$table

# 4. What the firewall allows. The article allows every protocol to every destination, which makes the firewall a router.
#    This script allows what nodes need before the cluster exists, the endpoints of the FQDN tag AzureKubernetesService, and,
#    for the test at the end, a web service that returns the address of the caller.

Add-AksEgressFirewallRule $firewall nodes -Application -CollectionName aks-nodes -FqdnTag AzureKubernetesService -Protocol Http=80, Https=443 -SourceAddress 100.64.1.0/24
Add-AksEgressFirewallRule $firewall tunnel-tcp -Network -CollectionName aks-tunnel -Protocol TCP -SourceAddress 100.64.1.0/24 -DestinationAddress "AzureCloud.$location" -DestinationPort 9000, 443
Add-AksEgressFirewallRule $firewall tunnel-udp -Network -CollectionName aks-tunnel -Protocol UDP -SourceAddress 100.64.1.0/24 -DestinationAddress "AzureCloud.$location" -DestinationPort 1194
Add-AksEgressFirewallRule $firewall echo -Application -CollectionName egress-test -TargetFqdn api.ipify.org -SourceAddress 100.64.1.0/24

# 5. Associate the route table with the node subnet.

$subnet = Get-AksEgressSubnet -Name "${prefix}akssubnet" -VirtualNetworkName $network.Name -ResourceGroupName $group
$subnet = $subnet | Set-AksEgressSubnet -RouteTable $table -PassThru
$subnet

# 6. An identity for the cluster, which can join the virtual network. The article creates a service principal and handles its
#    password. An identity has no password, and Network Contributor on the virtual network is sufficient where the article
#    assigns Contributor.

$identity = New-AksEgressIdentity -Name "${prefix}id" -ResourceGroupName $group
Grant-AksEgressAccess -Identity $identity -Scope $network

# 7. The cluster. Its API server authorizes only the firewall, which is the egress path of its nodes.

New-AksEgressCluster -Name $cluster -ResourceGroupName $group -Subnet $subnet -Identity $identity -OutboundType userDefinedRouting -NetworkPlugin azure -ServiceCidr 192.168.0.0/16 -DnsServiceIp 192.168.0.10 -NodeCount 3 -AuthorizedIpRange $address.IpAddress

# Now that the cluster exists, add exactly the rules that it requires, including add-ons and node pools.

$required = Add-AksEgressFirewallRule $firewall -AksRequired -Cluster $cluster -SourceAddress 100.64.1.0/24
$required.Count

# 8. Developers use another address. The command of the article would replace the address of the firewall, and the nodes
#    couldn't reach their API server anymore. This command adds the address.

Add-AksEgressAuthorizedIpRange $cluster $group 131.107.7.9
$ranges = Get-AksEgressAuthorizedIpRange $cluster $group
$ranges

# 9. Credentials for kubectl, in a separate file; without -Path, they're added to ~/.kube/config. Only the owner can read the
#    file, other entries are kept, and the output doesn't contain the credential.

$kubeconfig = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "$prefix-kubeconfig")
$credential = Import-AksEgressCredential $cluster $group -Path $kubeconfig -Overwrite
$credential

# 10. The internal load balancer as a separate service, and then the voting app with one. You need neither kubectl nor access
#     to the API server: the commands run in a pod of the cluster, with the manifest attached.

$internal = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'internal-lb.yaml')
Set-Content -Path $internal -Value @'
apiVersion: v1
kind: Service
metadata:
  name: internal-app
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
    service.beta.kubernetes.io/azure-load-balancer-internal-subnet: "contosofinsvcsubnet"
spec:
  type: LoadBalancer
  ports:
  - port: 80
  selector:
    app: internal-app
'@
Invoke-AksEgressCommand $cluster $group 'kubectl apply -f internal-lb.yaml' -File $internal

# The images come from the Microsoft registry, which the firewall allows; the images of the article come from Docker Hub. The
# label of the operating system is no longer beta.

$example = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'example.yaml')
Set-Content -Path $example -Value @'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: azure-vote-back
spec:
  replicas: 1
  selector:
    matchLabels:
      app: azure-vote-back
  template:
    metadata:
      labels:
        app: azure-vote-back
    spec:
      nodeSelector:
        kubernetes.io/os: linux
      containers:
      - name: azure-vote-back
        image: mcr.microsoft.com/oss/bitnami/redis:6.0.8
        env:
        - name: ALLOW_EMPTY_PASSWORD
          value: "yes"
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
          limits:
            cpu: 250m
            memory: 256Mi
        ports:
        - containerPort: 6379
          name: redis
---
apiVersion: v1
kind: Service
metadata:
  name: azure-vote-back
spec:
  ports:
  - port: 6379
  selector:
    app: azure-vote-back
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: azure-vote-front
spec:
  replicas: 1
  selector:
    matchLabels:
      app: azure-vote-front
  template:
    metadata:
      labels:
        app: azure-vote-front
    spec:
      nodeSelector:
        kubernetes.io/os: linux
      containers:
      - name: azure-vote-front
        image: mcr.microsoft.com/azuredocs/azure-vote-front:v1
        resources:
          requests:
            cpu: 100m
            memory: 128Mi
          limits:
            cpu: 250m
            memory: 256Mi
        ports:
        - containerPort: 80
        env:
        - name: REDIS
          value: "azure-vote-back"
---
apiVersion: v1
kind: Service
metadata:
  name: azure-vote-front
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
    service.beta.kubernetes.io/azure-load-balancer-internal-subnet: "contosofinsvcsubnet"
spec:
  type: LoadBalancer
  ports:
  - port: 80
  selector:
    app: azure-vote-front
'@
Invoke-AksEgressCommand $cluster $group 'kubectl apply -f example.yaml' -File $example

# 11. The address of the service, from the subnet for services. It takes some seconds until the address is assigned; until
#     then, the output contains 'pending'.

$services = Invoke-AksEgressCommand $cluster $group 'sleep 60; kubectl get services'
$services
$line = $services.Logs -split "`n" | Where-Object { $_ -match '^azure-vote-front ' }
$frontend = ($line -split '\s+')[3]

# 12. Publish the service: the firewall forwards port 80 of its public IP address to the service. The /32 route of the route
#     table returns the replies to the firewall.

$in = Add-AksEgressFirewallRule $firewall inboundrule -Dnat -CollectionName exampleset -Priority 100 -Protocol TCP -SourceAddress * -DestinationAddress $address.IpAddress -DestinationPort 80 -TranslatedAddress $frontend -TranslatedPort 80
$in

# 13. Test: a pod tests which address the Internet sees, and whether the endpoints that AKS requires respond. In a browser, the
#     address of the firewall would show the voting app.

$test = Test-AksEgress $cluster $group -EchoUri https://api.ipify.org
$test

# 14. Check the results.

$egress = Get-AksEgressIp $cluster -ResourceGroupName $group
if ("$($egress.IpAddress)" -ne $address.IpAddress) { throw "The egress IP address is $($egress.IpAddress), not the firewall's $($address.IpAddress)." }
if ($ranges.Covers -notcontains $address.IpAddress) { throw 'The firewall is no longer authorized on the API server.' }
if ($frontend -notmatch '^100\.64\.2\.\d+$') { throw "The address of the service is '$frontend', which isn't in the subnet for services." }
if ($in.TranslatedAddress -ne $frontend) { throw 'The DNAT rule doesn''t forward to the service.' }
if ($test.Result -ne 'Match') { throw "The test returned $($test.Result): $($test.Reason)" }
if ("$($test.SeenByInternet)" -ne $address.IpAddress) { throw "The Internet sees $($test.SeenByInternet)." }
if (-not $test.Passed) { throw "Not reached: $($test.Unreachable)" }
if ((Get-Content $kubeconfig) -notcontains "current-context: $($credential.Context)") { throw 'The current context of the kubeconfig isn''t the cluster.' }

# 15. Clean up. The resource group is removed with all its resources.

Remove-Item $kubeconfig, $internal, $example
Remove-AksEgressResourceGroup -Name $group -Confirm:$false
